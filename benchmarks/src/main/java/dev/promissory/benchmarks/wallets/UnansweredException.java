package dev.promissory.benchmarks.wallets;

/** The system under load does not answer, or not as it should, and without that nothing can be measured. */
public final class UnansweredException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnansweredException(String message) {
        super(message);
    }
}
