package dev.promissory.domain;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a caller notes on a command for its own use: a reference (an order number, say) and some named texts. The facts
 * of the command repeat both; the rules never look at them.
 */
public record Memo(Optional<String> reference, SortedMap<String, String> metadata) {

    public static final int MAX_REFERENCE_LENGTH = 256;
    public static final int MAX_METADATA_KEYS = 20;
    public static final int MAX_METADATA_BYTES = 4096;

    private static final Memo NONE = new Memo(Optional.empty(), new TreeMap<>());

    public Memo {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    public static Memo none() {
        return NONE;
    }

    public static Memo of(String reference, Map<String, String> metadata) {
        return new Memo(Optional.ofNullable(reference), new TreeMap<>(metadata));
    }

    Optional<Rejection> refusal() {
        if (reference.isPresent()
                && reference.get().codePointCount(0, reference.get().length()) > MAX_REFERENCE_LENGTH) {
            return Optional.of(Rejection.REFERENCE_TOO_LONG);
        }
        return metadata.size() > MAX_METADATA_KEYS || metadataBytes() > MAX_METADATA_BYTES
                ? Optional.of(Rejection.METADATA_TOO_LARGE)
                : Optional.empty();
    }

    private int metadataBytes() {
        int bytes = 0;
        for (Map.Entry<String, String> entry : metadata.entrySet()) {
            bytes += utf8Length(entry.getKey()) + utf8Length(entry.getValue());
        }
        return bytes;
    }

    private static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
