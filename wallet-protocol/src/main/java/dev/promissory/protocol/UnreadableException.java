package dev.promissory.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A record's bytes do not have the documented form. The message says what is wrong, for the one who sent them. Message
 * and field may repeat what strangers wrote, so both are short and always well-formed text.
 */
public class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_LENGTH = 300;

    private final String field;

    public UnreadableException(String reason) {
        this(reason, null);
    }

    public UnreadableException(String reason, String field) {
        super(presentable(reason));
        this.field = field == null ? null : presentable(field);
    }

    /** The field at fault, where it is one. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /** Encoding replaces what is half a character, whether it was sent so or cut so. */
    private static String presentable(String text) {
        String start = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        return new String(start.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
