package dev.promissory.processor;

import dev.promissory.protocol.HeaderNames;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;

/** The input record from which another one followed. */
record Cause(TopicPartition input, long offset) {

    private static final Pattern FORM = Pattern.compile("(.{1,249})-(\\d{1,9})@(\\d{1,18})");

    /** What {@link HeaderNames#CAUSE} says; empty when it says nothing of the kind. */
    static Optional<Cause> of(Headers headers) {
        return read(headers, HeaderNames.CAUSE);
    }

    /**
     * As {@link #of}, also of what was imported: it followed from an input of another cluster. That tells which facts
     * belong together and what kind of input it was, and nothing of what has been applied here.
     */
    static Optional<Cause> hereOrElsewhere(Headers headers) {
        return of(headers).or(() -> read(headers, HeaderNames.IMPORTED_CAUSE));
    }

    private static Optional<Cause> read(Headers headers, String name) {
        return HeaderNames.read(headers, name)
                .map(FORM::matcher)
                .filter(Matcher::matches)
                .map(said -> new Cause(
                        new TopicPartition(said.group(1), Integer.parseInt(said.group(2))),
                        Long.parseLong(said.group(3))));
    }

    /** Where a dead letter was found; empty when it does not say. */
    static Optional<Cause> ofDeadLetter(Headers headers) {
        String partition =
                HeaderNames.read(headers, HeaderNames.ORIGIN_PARTITION).orElse("");
        String offset = HeaderNames.read(headers, HeaderNames.ORIGIN_OFFSET).orElse("");
        return HeaderNames.read(headers, HeaderNames.ORIGIN_TOPIC)
                .filter(topic -> partition.matches("\\d{1,9}") && offset.matches("\\d{1,18}"))
                .map(topic ->
                        new Cause(new TopicPartition(topic, Integer.parseInt(partition)), Long.parseLong(offset)));
    }
}
