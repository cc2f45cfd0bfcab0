package dev.promissory.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Command;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Given what happened before, when something is asked, then these facts, answers and dead letters follow: each
 * {@code then} names all that was written since the last {@code given} or the last {@code then} of its kind.
 */
abstract class StewardScenario {

    @TempDir
    Path stateDir;

    private final Map<Topic, List<TestRecord<byte[], byte[]>>> written = new EnumMap<>(Topic.class);
    private Stewards stewards;
    private Instant now = Stewards.START;

    @BeforeEach
    void start() {
        stewards = new Stewards(rules(), stateDir);
    }

    @AfterEach
    void stop() {
        stewards.close();
    }

    StewardRules rules() {
        return Stewards.rules(true, Duration.ofHours(24), 1);
    }

    final void given(Command... commands) {
        when(commands);
        written.clear();
    }

    final void when(Command... commands) {
        for (Command command : commands) {
            when(command, new RecordHeaders());
        }
    }

    final void when(Command command, Headers headers) {
        whenWritten(Topic.COMMANDS, command.walletId().value(), CommandJson.write(command), headers);
    }

    final void whenTyped(String key, String value) {
        whenWritten(Topic.COMMANDS, key, bytes(value), new RecordHeaders());
    }

    /** Somebody, anybody, writes a record. */
    final void whenWritten(Topic topic, String key, byte[] value, Headers headers) {
        stewards.take(topic, new TestRecord<>(bytes(key), value, headers, now));
        collect();
    }

    /** All clocks move, and what is due rings. */
    final void whenTimePasses(Duration time) {
        now = now.plus(time);
        stewards.advance(time);
        collect();
    }

    private void collect() {
        for (Topic output : Topic.values()) {
            written.computeIfAbsent(output, none -> new ArrayList<>()).addAll(stewards.written(output));
        }
    }

    /** The broker's clock moves; it may be set back. */
    final void after(Duration time) {
        now = now.plus(time);
    }

    final void thenFacts(String... expected) {
        assertThat(tell(Topic.FACTS, record -> Telling.of(FactJson.read(record.value()))))
                .as("facts")
                .containsExactly(expected);
    }

    final void thenAnswers(String... expected) {
        assertThat(tell(Topic.OUTCOMES, record -> Telling.of(OutcomeJson.read(record.value()))))
                .as("answers")
                .containsExactly(expected);
    }

    /** Of each refusal, the field of the command that it names. */
    final void thenFields(String... expected) {
        assertThat(tell(
                        Topic.OUTCOMES,
                        record -> ((Outcome.Rejected) OutcomeJson.read(record.value()))
                                .field()
                                .orElse("none")))
                .as("fields")
                .containsExactly(expected);
    }

    /** Of each dead letter, in what way its record was bad. */
    final void thenDeadLetters(String... expected) {
        assertThat(tell(Topic.DEAD_LETTERS, record -> header(record, HeaderNames.REASON)))
                .as("dead letters")
                .containsExactly(expected);
    }

    final void thenNothing() {
        for (Topic topic : Topic.values()) {
            assertThat(records(topic)).as(topic.topicName()).isEmpty();
        }
    }

    /** The records of the topic that no {@code then} has named yet. */
    final List<TestRecord<byte[], byte[]>> records(Topic topic) {
        List<TestRecord<byte[], byte[]>> records = written.remove(topic);
        return records == null ? List.of() : records;
    }

    final TestRecord<byte[], byte[]> onlyRecord(Topic topic) {
        List<TestRecord<byte[], byte[]>> records = records(topic);
        assertThat(records).as(topic.topicName()).hasSize(1);
        return records.getFirst();
    }

    static String header(TestRecord<byte[], byte[]> record, String name) {
        return HeaderNames.read(record.headers(), name).orElse(null);
    }

    static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The type that a record's JSON names. */
    static String type(TestRecord<byte[], byte[]> record) {
        return Json.readObject(record.value()).get("type").textValue();
    }

    private List<String> tell(Topic topic, Function<TestRecord<byte[], byte[]>, String> teller) {
        return records(topic).stream().map(teller).toList();
    }
}
