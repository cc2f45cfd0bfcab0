package dev.promissory.benchmarks.wallets;

/** The wallets are not there, or not of a bench's making; nothing was done with them. */
public final class NotOursException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotOursException(String message) {
        super(message);
    }
}
