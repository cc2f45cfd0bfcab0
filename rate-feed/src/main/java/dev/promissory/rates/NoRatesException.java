package dev.promissory.rates;

/** The source gave no answer that can be read. The message says so in one line. */
public final class NoRatesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoRatesException(String message, Throwable cause) {
        super(message, cause);
    }
}
