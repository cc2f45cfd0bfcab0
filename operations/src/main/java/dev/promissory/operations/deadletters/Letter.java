package dev.promissory.operations.deadletters;

import dev.promissory.operations.log.Place;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.steward.DeadLetters;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What was set aside, as it was received. Its name is its offset: wallet.dead-letters has one partition.
 *
 * @param at the time of the record that was set aside
 * @param key and {@code value}: null where it had none
 * @param headers those it was received with, and behind them those that say where and why
 */
public record Letter(long offset, Instant at, byte[] key, byte[] value, Headers headers) {

    private static final Set<String> ADDED = Set.of(
            HeaderNames.REASON, HeaderNames.ORIGIN_TOPIC, HeaderNames.ORIGIN_PARTITION, HeaderNames.ORIGIN_OFFSET);

    static Letter of(ConsumerRecord<byte[], byte[]> record) {
        return new Letter(
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.value(),
                record.headers());
    }

    /** Empty on what was put here by hand. */
    public Optional<String> reason() {
        return HeaderNames.read(headers, HeaderNames.REASON);
    }

    /** Where it was found; empty on what was put here by hand. */
    public Optional<Place> origin() {
        OptionalLong partition = number(HeaderNames.ORIGIN_PARTITION);
        OptionalLong at = number(HeaderNames.ORIGIN_OFFSET);
        return HeaderNames.read(headers, HeaderNames.ORIGIN_TOPIC)
                .filter(topic -> partition.isPresent() && at.isPresent())
                .map(topic -> new Place(topic, (int) partition.getAsLong(), at.getAsLong()));
    }

    /** The letter that was replayed and came back as this one. */
    public OptionalLong replayOf() {
        return number(HeaderNames.REPLAY_OF);
    }

    public boolean isCutShort() {
        return reason().filter(reason -> reason.endsWith(DeadLetters.CUT_SHORT)).isPresent();
    }

    /** The headers it was received with: those behind them were added when it was set aside. */
    public List<Header> received() {
        List<Header> all = Arrays.asList(headers.toArray());
        int count = all.size();
        while (count > all.size() - ADDED.size()
                && count > 0
                && ADDED.contains(all.get(count - 1).key())) {
            count--;
        }
        return all.subList(0, count);
    }

    /** The bytes of key and value. */
    public int size() {
        return (key == null ? 0 : key.length) + (value == null ? 0 : value.length);
    }

    /** The headers to write it again with. Whoever asked has had an answer, and waits no more. */
    Headers forReplay() {
        Headers replayed = new RecordHeaders(received().toArray(Header[]::new));
        replayed.remove(HeaderNames.REQUEST_ID);
        replayed.remove(HeaderNames.REPLY_PARTITION);
        replayed.remove(HeaderNames.REPLAY_OF);
        return replayed.add(HeaderNames.REPLAY_OF, HeaderNames.text(Long.toString(offset)));
    }

    private OptionalLong number(String header) {
        return HeaderNames.read(headers, header)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }
}
