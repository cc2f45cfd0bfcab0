package dev.promissory.operations.rebuild;

/** The rebuild cannot go on. The message says why, what has become of the stewards, and what an operator can do. */
public final class RebuildException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RebuildException(String message) {
        super(message);
    }

    RebuildException(String message, Throwable cause) {
        super(message, cause);
    }
}
