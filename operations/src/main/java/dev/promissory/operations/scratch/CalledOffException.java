package dev.promissory.operations.scratch;

/** A signal, such as Ctrl-C, has ended a tool before it was done. */
public final class CalledOffException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CalledOffException(Throwable cause) {
        super("called off", cause);
    }
}
