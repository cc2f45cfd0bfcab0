package dev.promissory.launcher;

/**
 * The launch cannot go on, for a reason that the person at the keyboard can act on. The message is the one line to
 * show, without a stack trace; the cause is for the log.
 */
public final class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LaunchException(String message) {
        super(message);
    }

    public LaunchException(String message, Throwable cause) {
        super(message, cause);
    }
}
