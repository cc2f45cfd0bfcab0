package dev.promissory.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.promissory.protocol.CommandReading.Malformed;
import dev.promissory.protocol.CommandReading.Readable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The readers against bytes that nobody meant: random ones, and approved ones changed at random. What a reader accepts
 * must also be fit to be written and used. A failure prints its seed; {@code -Dfuzz.seed=} repeats it.
 */
class ReaderFuzzTest {

    private static final int ROUNDS = 20_000;

    /** Pieces of JSON that have surprised readers before. */
    private static final List<String> PIECES = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            "-1",
            "0",
            "1e400",
            "1E999999999",
            "1E-99999999999",
            "9223372036854775808",
            "0.0000000000000000000000000001",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "\"alice~0\"",
            "\"alice~9223372036854775807\"",
            "\"~\"",
            "\"-1000000000-01-01T00:00:00Z\"",
            "\"+1000000000-12-31T23:59:59.999Z\"",
            "\"99999999999999999999999999999999999999999999\"",
            "[[[[[[",
            "{\"a\":",
            "\"currency\":\"JPY\",",
            "\"metadata\":{\"\":\"\"},",
            "\"amount\":1,",
            ",",
            "}",
            "\"",
            "\\");

    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());

    private static List<byte[]> approved;

    @BeforeAll
    static void readApprovedFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/approved"))) {
            approved = files.sorted().map(ReaderFuzzTest::bytes).toList();
        }
        assertThat(approved).hasSizeGreaterThan(20);
    }

    @Test
    void commandsAreReadableOrMalformedWhateverTheBytes() {
        fuzz(value -> switch (CommandJson.read(value)) {
            case Readable readable -> {
                CommandReading again = CommandJson.read(CommandJson.write(readable.command()));
                assertThat(again)
                        .isInstanceOfSatisfying(
                                Readable.class,
                                same -> assertThat(Fingerprint.of(same.command()))
                                        .isEqualTo(Fingerprint.of(readable.command())));
                yield true;
            }
            case Malformed malformed -> {
                assertThat(malformed.reason()).isNotBlank();
                yield false;
            }
        });
    }

    @Test
    void factsAreReadOrUnreadableWhateverTheBytes() {
        fuzz(readsOrRefuses(FactJson::read, FactJson::write));
    }

    @Test
    void messagesAreReadOrUnreadableWhateverTheBytes() {
        fuzz(readsOrRefuses(MessageJson::read, MessageJson::write));
    }

    @Test
    void outcomesAreReadOrUnreadableWhateverTheBytes() {
        fuzz(readsOrRefuses(OutcomeJson::read, OutcomeJson::write));
    }

    @Test
    void ratesAreReadOrUnreadableWhateverTheBytes() {
        fuzz(readsOrRefuses(RateJson::read, RateJson::write));
    }

    private static <T> Predicate<byte[]> readsOrRefuses(Function<byte[], T> reader, Function<T, byte[]> writer) {
        return value -> {
            T record;
            try {
                record = reader.apply(value);
            } catch (UnreadableException e) {
                assertThat(e.getMessage()).isNotBlank();
                return false;
            }
            assertThat(reader.apply(writer.apply(record))).isEqualTo(record);
            return true;
        };
    }

    /** @param check whether the reader accepts the bytes; throws when something is wrong */
    private static void fuzz(Predicate<byte[]> check) {
        Random random = new Random(SEED);
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] value = round % 10 == 0 ? noise(random) : mutant(random);
            try {
                accepted += check.test(value) ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                fail(
                        "-Dfuzz.seed=" + SEED + ", round " + round + ": " + new String(value, UTF_8) + " = "
                                + HexFormat.of().formatHex(value),
                        e);
            }
        }
        assertThat(accepted).as("-Dfuzz.seed=" + SEED).isBetween(ROUNDS / 1_000, ROUNDS / 2);
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] mutant(Random random) {
        byte[] value = approved.get(random.nextInt(approved.size()));
        int changes = 1 + random.nextInt(3);
        for (int change = 0; change < changes; change++) {
            value = changed(value, random);
        }
        return value;
    }

    private static byte[] changed(byte[] value, Random random) {
        // One byte, one char: any position can be cut at.
        String text = new String(value, ISO_8859_1);
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(12));
        String changed = switch (random.nextInt(6)) {
            case 0 -> text.substring(0, from) + (char) random.nextInt(256) + text.substring(from);
            case 1 -> text.substring(0, from) + text.substring(to);
            case 2 -> text.substring(0, to) + text.substring(from);
            case 3 -> text.substring(0, from) + piece(random) + text.substring(to);
            case 4 -> withAnotherValue(text, from, random);
            default -> text.replace(digit(random), digit(random));
        };
        return changed.getBytes(ISO_8859_1);
    }

    /** The value of the first field after this place, replaced: what is left is often well-formed. */
    private static String withAnotherValue(String text, int from, Random random) {
        int colon = text.indexOf(':', from);
        int end = colon < 0 ? -1 : text.indexOf(',', colon);
        return end < 0 ? text : text.substring(0, colon + 1) + piece(random) + text.substring(end);
    }

    private static String piece(Random random) {
        return PIECES.get(random.nextInt(PIECES.size()));
    }

    private static String digit(Random random) {
        return Integer.toString(random.nextInt(10));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
