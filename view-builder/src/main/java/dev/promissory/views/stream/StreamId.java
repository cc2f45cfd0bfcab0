package dev.promissory.views.stream;

import dev.promissory.views.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An event's id: where its stream stands behind it, in every partition it reads. Opaque to clients. It says nothing of
 * the stream's filter: with another filter over the same partitions it goes on from the same place.
 */
final class StreamId {

    private static final String PREFIX = "facts ";

    private StreamId() {}

    static String of(Map<Integer, Long> position) {
        String text = position.entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .collect(Collectors.joining(",", PREFIX, ""));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty when no stream has given out such an id. */
    static Optional<Map<Integer, Long>> read(String id) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(id), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (!text.startsWith(PREFIX)) {
            return Optional.empty();
        }
        Map<Integer, Long> position = new TreeMap<>();
        for (String part : text.substring(PREFIX.length()).split(",", -1)) {
            int colon = part.indexOf(':');
            OptionalLong partition = Parameters.wholeNumber(part.substring(0, Math.max(0, colon)));
            OptionalLong offset = Parameters.wholeNumber(part.substring(colon + 1));
            if (partition.isEmpty() || partition.getAsLong() > Integer.MAX_VALUE || offset.isEmpty()) {
                return Optional.empty();
            }
            position.put((int) partition.getAsLong(), offset.getAsLong());
        }
        // Each place has one id: leading zeros, partitions out of order or twice are somebody else's making.
        return Optional.of(position).filter(read -> of(read).equals(id));
    }
}
