package dev.promissory.protocol;

/** Kafka did not answer, or not as it should: the message says so to the one who can look at the cluster. */
public final class KafkaUnavailableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    public KafkaUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
