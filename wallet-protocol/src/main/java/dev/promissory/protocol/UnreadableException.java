package dev.promissory.protocol;

import java.util.Optional;

/** A record's bytes do not have the documented form. The message says what is wrong, for the one who sent them. */
public final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    public UnreadableException(String reason) {
        this(reason, null);
    }

    public UnreadableException(String reason, String field) {
        super(reason);
        this.field = field;
    }

    /** The field at fault, where it is one. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }
}
