package dev.promissory.reactions;

/** Kafka has forgotten how far an outbox was emptied: the message says what to do. */
public final class LostPositionException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    LostPositionException(String message) {
        super(message);
    }
}
