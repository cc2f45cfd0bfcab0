package dev.promissory.operations.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.operations.log.Place;
import dev.promissory.protocol.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LetterTest {

    private static final Place ORIGIN = new Place("wallet.commands", 3, 41);

    @Test
    void whatWasAddedWhenItWasSetAsideIsToldFromWhatWasReceived() {
        Headers received = headers("reason", "the sender's own").add("message-mac", bytes("ab"));

        Letter letter = Letter.of(setAside(received, "not valid JSON"));

        assertThat(letter.reason()).contains("not valid JSON");
        assertThat(letter.origin()).contains(ORIGIN);
        assertThat(texts(letter.received())).containsExactly("reason: the sender's own", "message-mac: ab");
        assertThat(letter.isCutShort()).isFalse();
    }

    @Test
    void aReplayHasTheHeadersThatWereReceivedButAnswersNobodyAndNamesTheLetter() {
        Headers received = headers("request-id", "r-1")
                .add("reply-partition", bytes("2"))
                .add("replay-of", bytes("5"))
                .add("message-mac", bytes("ab"));

        Letter letter = Letter.of(setAside(received, "no"));

        assertThat(letter.replayOf()).hasValue(5);
        assertThat(texts(Arrays.asList(letter.forReplay().toArray())))
                .containsExactly("message-mac: ab", "replay-of: 12");
    }

    @Test
    void aLetterThatWasReceivedWithTheHeadersOfAResolutionIsNone() {
        ConsumerRecord<byte[], byte[]> letter =
                setAside(headers("resolves", "3").add("resolution", bytes("discarded")), "no");

        assertThat(Resolution.of(letter)).isEmpty();
        assertThat(Resolution.of(record(null, Resolution.discarded(3, "a typo"))))
                .get()
                .satisfies(resolution -> assertThat(resolution.letter()).isEqualTo(3))
                .satisfies(resolution -> assertThat(resolution.because()).contains("a typo"));
        assertThat(Resolution.of(record(null, Resolution.replayed(3, ORIGIN))))
                .get()
                .satisfies(resolution -> assertThat(resolution.replayedTo()).contains("wallet.commands-3@41"));
    }

    @Test
    void whatSomebodyPutThereByHandIsALetterWithoutAnOrigin() {
        Letter letter =
                Letter.of(record(bytes("hello"), headers("origin-topic", "x").add("origin-offset", bytes("y"))));

        assertThat(letter.origin()).isEmpty();
        assertThat(letter.reason()).isEmpty();
    }

    @Test
    void aFilterAsksForAPartOfTheReasonAndForTheTopic() {
        Letter letter = Letter.of(setAside(new RecordHeaders(), "Unknown field tip"));

        assertThat(filter("unknown FIELD", null).matches(letter)).isTrue();
        assertThat(filter("unknown", "wallet.commands").matches(letter)).isTrue();
        assertThat(filter("unknown", "wallet.transfers").matches(letter)).isFalse();
        assertThat(filter("JSON", null).matches(letter)).isFalse();
        assertThat(LetterFilter.ALL.matches(letter)).isTrue();
    }

    @Test
    void whatStrangersWroteMovesNoCursor() {
        Letter letter = Letter.of(setAside(headers("name\u001b[2J", "value\r\n"), "bad \u001b[31m\n name"));

        String line = LetterText.line(new FiledLetter(letter, Optional.empty()));
        String page = LetterText.page(new FiledLetter(letter, Optional.empty()));

        assertThat(line).contains("bad \\u001b[31m\\u000a name").doesNotContain("\u001b", "\n");
        assertThat(page).contains("name\\u001b[2J: value\\u000d\\u000a").doesNotContain("\u001b");
    }

    private static LetterFilter filter(String reason, String topic) {
        return new LetterFilter(Optional.of(reason), Optional.ofNullable(topic));
    }

    private static ConsumerRecord<byte[], byte[]> setAside(Headers received, String reason) {
        return record(
                bytes("{}"),
                received.add(HeaderNames.REASON, bytes(reason))
                        .add(HeaderNames.ORIGIN_TOPIC, bytes(ORIGIN.topic()))
                        .add(HeaderNames.ORIGIN_PARTITION, bytes("3"))
                        .add(HeaderNames.ORIGIN_OFFSET, bytes("41")));
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                "wallet.dead-letters",
                0,
                12,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                value == null ? null : bytes("alice"),
                value,
                headers,
                Optional.empty());
    }

    private static Headers headers(String name, String value) {
        return new RecordHeaders().add(name, bytes(value));
    }

    private static List<String> texts(List<Header> headers) {
        return headers.stream()
                .map(header -> header.key() + ": " + new String(header.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
