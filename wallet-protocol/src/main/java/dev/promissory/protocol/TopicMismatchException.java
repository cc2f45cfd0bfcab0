package dev.promissory.protocol;

/** The cluster has a topic that cannot serve: the message says which, what is wrong, and what would be right. */
public final class TopicMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TopicMismatchException(String message) {
        super(message);
    }
}
