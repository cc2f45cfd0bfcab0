package dev.promissory.kit;

/** A service cannot open its local stores: the message says what to do. Nothing is lost, all of it is in Kafka. */
public final class DamagedStateException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    DamagedStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
