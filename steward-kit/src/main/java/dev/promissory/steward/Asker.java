package dev.promissory.steward;

import dev.promissory.protocol.HeaderNames;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Whom an answer is for: the two headers of a command that come back on its outcome, byte for byte. One that is longer
 * than any id of a request is left out, since it might not fit on the answer.
 */
public final class Asker {

    private static final int MAX_BYTES = 1024;
    private static final Pattern PARTITION = Pattern.compile("[0-9]{1,6}");

    private final Headers headers = new RecordHeaders();

    private Asker() {}

    public static Asker of(Headers command) {
        Asker asker = new Asker();
        asker.copy(command, HeaderNames.REQUEST_ID);
        asker.copy(command, HeaderNames.REPLY_PARTITION);
        return asker;
    }

    /** At most two. */
    public Headers headers() {
        return headers;
    }

    /** The partition to answer on, when the asker named one as a number. */
    OptionalInt partition() {
        return HeaderNames.read(headers, HeaderNames.REPLY_PARTITION)
                .filter(text -> PARTITION.matcher(text).matches())
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    private void copy(Headers command, String name) {
        Optional.ofNullable(command.lastHeader(name))
                .filter(header -> header.value() == null || header.value().length <= MAX_BYTES)
                .ifPresent((Header header) -> headers.add(header));
    }
}
