package dev.promissory.operations.deadletters;

import dev.promissory.operations.log.Place;
import dev.promissory.protocol.HeaderNames;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What became of a letter: a record on wallet.dead-letters that has neither key nor value, and headers alone.
 *
 * @param letter the offset of the letter
 * @param outcome {@code replayed} or {@code discarded}
 * @param because in the words of whoever discarded it
 * @param replayedTo where it was written again
 * @param at when
 */
public record Resolution(
        long letter, String outcome, Optional<String> because, Optional<String> replayedTo, Instant at) {

    static final String REPLAYED = "replayed";
    static final String DISCARDED = "discarded";

    /**
     * Empty for a letter. A letter may have been received with any header, so with these too; but it always says where it
     * was found, and a resolution never does.
     */
    static Optional<Resolution> of(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        if (headers.lastHeader(HeaderNames.ORIGIN_TOPIC) != null || record.value() != null) {
            return Optional.empty();
        }
        return HeaderNames.read(headers, HeaderNames.RESOLVES)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(letter -> new Resolution(
                        Long.parseLong(letter),
                        HeaderNames.read(headers, HeaderNames.RESOLUTION).orElse(DISCARDED),
                        HeaderNames.read(headers, HeaderNames.BECAUSE),
                        HeaderNames.read(headers, HeaderNames.REPLAYED_TO),
                        Instant.ofEpochMilli(record.timestamp())));
    }

    static Headers replayed(long letter, Place to) {
        return resolving(letter, REPLAYED).add(HeaderNames.REPLAYED_TO, HeaderNames.text(to.toString()));
    }

    static Headers discarded(long letter, String because) {
        return resolving(letter, DISCARDED).add(HeaderNames.BECAUSE, HeaderNames.text(because));
    }

    private static Headers resolving(long letter, String outcome) {
        return new RecordHeaders()
                .add(HeaderNames.RESOLVES, HeaderNames.text(Long.toString(letter)))
                .add(HeaderNames.RESOLUTION, HeaderNames.text(outcome));
    }
}
