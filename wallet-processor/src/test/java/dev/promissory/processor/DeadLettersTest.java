package dev.promissory.processor;

import static dev.promissory.processor.Asks.deposit;
import static dev.promissory.processor.Asks.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Topic;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLettersTest extends StewardScenario {

    @Test
    void aLetterSaysWhereItsRecordWasAndWhatWasWrong() {
        given(open("o-1", "alice"));
        Headers headers = new RecordHeaders().add("trace", bytes("t-9"));
        whenWritten(Topic.COMMANDS, "alice", bytes("not JSON"), headers);
        TestRecord<byte[], byte[]> letter = onlyRecord(Topic.DEAD_LETTERS);
        assertThat(text(letter.key())).isEqualTo("alice");
        assertThat(text(letter.value())).isEqualTo("not JSON");
        assertThat(header(letter, "trace")).isEqualTo("t-9");
        assertThat(header(letter, HeaderNames.REASON)).startsWith("not valid JSON");
        assertThat(header(letter, HeaderNames.ORIGIN_TOPIC)).isEqualTo("wallet.commands");
        assertThat(header(letter, HeaderNames.ORIGIN_PARTITION)).isEqualTo("0");
        assertThat(header(letter, HeaderNames.ORIGIN_OFFSET)).isEqualTo("1");
        thenNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{}",
                "{\"type\":\"Deposit\"",
                "{\"type\":\"Freeze\",\"walletId\":\"alice\"}",
                "{\"type\":\"Freeze\",\"walletId\":\"alice\",\"commandId\":\"\"}",
                "{\"type\":\"Freeze\",\"walletId\":\"alice\",\"commandId\":7}",
                "{\"type\":\"Freeze\",\"walletId\":\"al ice\",\"commandId\":\"c\"}",
                "{\"type\":\"Freeze\",\"commandId\":\"c\"}"
            })
    void whoCannotBeAnsweredGetsNoAnswer(String value) {
        whenTyped("alice", value);
        assertThat(records(Topic.DEAD_LETTERS)).hasSize(1);
        thenNothing();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"type\":\"Explode\"                                             | unknown command type Explode",
                "\"owner\":\"Alice\"                                              | type is missing",
                "\"type\":\"Freeze\",\"v\":2                                      | v is 2, and the newest version known here is 1",
                "\"type\":\"Freeze\",\"until\":\"Monday\"                         | unknown field until",
                "\"type\":\"Deposit\",\"amount\":\"1\"                            | currency is missing",
                "\"type\":\"Deposit\",\"amount\":\"1e3\",\"currency\":\"EUR\"     | amount must be a decimal such as \"12.50\"",
                "\"type\":\"Transfer\",\"legs\":[]                                | legs must name at least one receiver",
            })
    void whoCanBeAnsweredIsToldWhatIsWrong(String fields, String reason) {
        whenTyped("alice", "{\"walletId\":\"alice\",\"commandId\":\"c-1\"," + fields + "}");
        TestRecord<byte[], byte[]> answer = onlyRecord(Topic.OUTCOMES);
        assertThat(text(answer.key())).isEqualTo("alice");
        assertThat(text(answer.value())).contains("\"code\":\"malformed-command\"", reason.replace("\"", "\\\""));
        assertThat(header(answer, HeaderNames.CAUSE)).isEqualTo("wallet.commands-0@0");
        assertThat(header(answer, HeaderNames.FINGERPRINT)).isNull();
        thenDeadLetters(reason);
        thenFacts();
    }

    @Test
    void aMalformedCommandDoesNotUseUpItsId() {
        whenTyped("alice", "{\"type\":\"Freeze\",\"walletId\":\"alice\",\"commandId\":\"d-1\",\"extra\":1}");
        when(deposit("d-1", "alice", "1.00 EUR"));
        thenAnswers("d-1 rejected at 0 malformed-command", "d-1 accepted at 2 opened -> 1.00 EUR");
    }

    @Test
    void aFieldThatStandsTwiceIsMalformed() {
        whenTyped("alice", "{\"type\":\"Freeze\",\"walletId\":\"alice\",\"commandId\":\"a\",\"commandId\":\"b\"}");
        assertThat(records(Topic.DEAD_LETTERS)).hasSize(1);
        thenFacts();
    }

    @Test
    void aRecordWithoutValueIsADeadLetter() {
        whenWritten(Topic.COMMANDS, "alice", null, new RecordHeaders());
        TestRecord<byte[], byte[]> letter = onlyRecord(Topic.DEAD_LETTERS);
        assertThat(letter.value()).isNull();
        assertThat(header(letter, HeaderNames.REASON)).isEqualTo("the record has no value");
        thenNothing();
    }

    @Test
    void aCommandUnderNoKeyOrAnotherIsADeadLetter() {
        byte[] value = CommandJson.write(open("o-1", "alice"));
        whenWritten(Topic.COMMANDS, null, value, new RecordHeaders());
        whenWritten(Topic.COMMANDS, "bob", value, new RecordHeaders());
        whenWritten(Topic.COMMANDS, "", value, new RecordHeaders());
        List<TestRecord<byte[], byte[]>> letters = records(Topic.DEAD_LETTERS);
        assertThat(letters)
                .extracting(letter -> header(letter, HeaderNames.REASON))
                .containsOnly("the record's key is not the walletId")
                .hasSize(3);
        assertThat(letters.getFirst().key()).isNull();
        thenAnswers(
                "o-1 rejected at 0 malformed-command",
                "o-1 rejected at 0 malformed-command",
                "o-1 rejected at 0 malformed-command");
        thenFacts();
    }

    @Test
    void aCommandMayHave64KiBAndNotOneByteMore() {
        String command = "{\"type\":\"OpenWallet\",\"walletId\":\"alice\",\"commandId\":\"o-1\"}";
        String atTheBound = command + " ".repeat(64 * 1024 - command.length());
        whenTyped("alice", atTheBound + " ");
        thenDeadLetters("a command has at most 65536 bytes; this letter is cut short");
        thenFacts();
        whenTyped("alice", atTheBound);
        thenFacts("alice#1 WalletOpened");
        thenDeadLetters();
    }

    /** Whatever somebody managed to write: the letter about it must fit its own topic. */
    @Test
    void aLetterAboutAHugeRecordIsSmall() {
        byte[] huge = new byte[1_000_000];
        Arrays.fill(huge, (byte) 'x');
        Headers headers = new RecordHeaders().add("first", bytes("kept")).add("second", huge);
        whenWritten(Topic.COMMANDS, text(huge), huge, headers);
        TestRecord<byte[], byte[]> letter = onlyRecord(Topic.DEAD_LETTERS);
        assertThat(letter.key()).hasSize(65_536);
        assertThat(letter.value()).hasSize(65_536);
        assertThat(header(letter, "first")).isEqualTo("kept");
        assertThat(header(letter, "second")).isNull();
        assertThat(header(letter, HeaderNames.REASON)).endsWith("; this letter is cut short");
        assertThat(header(letter, HeaderNames.ORIGIN_OFFSET)).isEqualTo("0");
    }

    /** Half a million headers of nothing take two bytes each where they came from, and more than a letter has room for. */
    @Test
    void aLetterAboutCountlessHeadersIsSmall() {
        RecordHeader nothing = new RecordHeader("", new byte[0]);
        whenWritten(Topic.COMMANDS, "alice", bytes("x"), new RecordHeaders(Collections.nCopies(500_000, nothing)));
        TestRecord<byte[], byte[]> letter = onlyRecord(Topic.DEAD_LETTERS);
        assertThat(letter.headers().toArray()).hasSizeLessThan(5_000);
        assertThat(header(letter, HeaderNames.REASON)).endsWith("; this letter is cut short");
    }

    /** It is no timer either, and need not be read to its end to see that: what a parser makes of it fills the memory. */
    @Test
    void whatIsTooLongIsNotParsed() {
        String timer = "{\"v\":1,\"type\":\"HoldDue\",\"walletId\":\"alice\",\"holdId\":\"h\"}";
        whenTyped("alice", timer);
        thenNothing();
        whenTyped("alice", timer + " ".repeat(CommandJson.MAX_BYTES));
        assertThat(records(Topic.DEAD_LETTERS)).hasSize(1);
        thenNothing();
    }

    /** Good commands with a few bytes changed at random: each is read, refused or a dead letter, and the stream goes on. */
    @Test
    void noBytesStopTheStream() {
        long seed = System.nanoTime();
        System.out.println("noBytesStopTheStream: seed " + seed);
        Random random = new Random(seed);
        List<String> seeds = List.of(
                "{\"v\":1,\"type\":\"OpenWallet\",\"walletId\":\"alice\",\"commandId\":\"o\",\"owner\":\"\\u00c4 \uD83D\uDE00\"}",
                "{\"type\":\"Deposit\",\"walletId\":\"alice\",\"commandId\":\"d\",\"amount\":1.5E+1,\"currency\":\"BTC\","
                        + "\"reference\":\"r\",\"metadata\":{\"k\":\"\\ud83d\\ude00\"}}",
                "{\"type\":\"Transfer\",\"walletId\":\"alice\",\"commandId\":\"t\",\"expectedSequence\":2,"
                        + "\"legs\":[{\"to\":\"bob\",\"amount\":\"5.00\",\"currency\":\"EUR\"}]}");
        for (int i = 0; i < 20_000; i++) {
            byte[] value = bytes(seeds.get(random.nextInt(seeds.size())));
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                int at = random.nextInt(value.length);
                value[at] = random.nextBoolean() ? (byte) random.nextInt() : value[random.nextInt(value.length)];
            }
            whenWritten(Topic.COMMANDS, "alice", value, new RecordHeaders());
            assertThat(records(Topic.OUTCOMES).size()
                            + records(Topic.DEAD_LETTERS).size())
                    .as(text(value))
                    .isBetween(1, 2);
        }
    }
}
