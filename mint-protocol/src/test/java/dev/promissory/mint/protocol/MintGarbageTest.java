package dev.promissory.mint.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.mint.protocol.MintCommandReading.Malformed;
import dev.promissory.mint.protocol.MintCommandReading.Readable;
import dev.promissory.protocol.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The readers against bytes that nobody meant: what they accept must also be fit to be written and used. */
class MintGarbageTest {

    /** Pieces of JSON that have surprised readers before. */
    private static final List<String> PIECES = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            "-1",
            "0",
            "1e75",
            "1e150",
            "1E-99999999999",
            "9223372036854775808",
            "9".repeat(75),
            "9".repeat(76),
            "9".repeat(77),
            "0.0000000000000000000000000001",
            "\"\\ud800\"",
            "\"alice~0\"",
            "\"-1000000000-01-01T00:00:00Z\"",
            "\"currency\":\"JPY\",",
            "\"amount\":1,",
            ",",
            "}",
            "\\");

    private static final List<String> APPROVED = approved();

    @Property(tries = 5000)
    void commandsAreReadableOrMalformed(@ForAll("almostJson") byte[] value) {
        switch (MintCommandJson.read(value)) {
            case Readable readable -> {
                MintCommandReading again = MintCommandJson.read(MintCommandJson.write(readable.command()));
                assertThat(again)
                        .isInstanceOfSatisfying(
                                Readable.class,
                                same -> assertThat(MintCommandJson.fingerprint(same.command()))
                                        .isEqualTo(MintCommandJson.fingerprint(readable.command())));
            }
            case Malformed malformed -> assertThat(malformed.reason()).isNotBlank();
        }
    }

    @Property(tries = 10000)
    void factsAreReadAndJudgedOrUnreadable(@ForAll("almostJson") byte[] value) {
        readsOrRefuses(value, MintFactJson::read, fact -> {
            MintedCurrency before = new MintedCurrency(
                    fact.currency(), fact.sequence() - 1, fact.head().at(), fact.totals());
            // No matter which; but never an exception.
            assertThat(before.agrees(fact)).isIn(true, false);
            return MintFactJson.write(fact);
        });
    }

    @Property(tries = 5000)
    void outcomesAreReadOrUnreadable(@ForAll("almostJson") byte[] value) {
        readsOrRefuses(value, MintOutcomeJson::read, MintOutcomeJson::write);
    }

    private static <T> void readsOrRefuses(byte[] value, Function<byte[], T> reader, Function<T, byte[]> writer) {
        T record;
        try {
            record = reader.apply(value);
        } catch (UnreadableException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        assertThat(reader.apply(writer.apply(record))).isEqualTo(record);
    }

    /** Noise, and approved files of which a few pieces were cut, doubled or replaced. One byte, one char. */
    @Provide
    Arbitrary<byte[]> almostJson() {
        Arbitrary<String> noise =
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(64);
        Arbitrary<String> mutants = Combinators.combine(
                        Arbitraries.of(APPROVED), changes().list().ofMinSize(1).ofMaxSize(3))
                .as((json, changes) -> changes.stream()
                        .reduce(Function.identity(), Function::andThen)
                        .apply(json));
        return Arbitraries.frequencyOf(Tuple.of(1, noise), Tuple.of(9, mutants)).map(text -> text.getBytes(ISO_8859_1));
    }

    private Arbitrary<Function<String, String>> changes() {
        Arbitrary<Integer> places = Arbitraries.integers().between(0, 400);
        return Combinators.combine(
                        places,
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(PIECES),
                        Arbitraries.integers().between(0, 3))
                .as((place, length, piece, kind) -> text -> {
                    int from = place % (text.length() + 1);
                    int to = Math.min(text.length(), from + length);
                    return switch (kind) {
                        case 0 -> text.substring(0, from) + text.substring(to);
                        case 1 -> text.substring(0, to) + text.substring(from);
                        case 2 -> text.substring(0, from) + piece + text.substring(to);
                        default -> withAnotherValue(text, from, piece);
                    };
                });
    }

    /** The value of the first field after this place, replaced: what is left is often well-formed. */
    private static String withAnotherValue(String text, int from, String piece) {
        int colon = text.indexOf(':', from);
        int end = colon < 0 ? -1 : text.indexOf(',', colon);
        return end < 0 ? text : text.substring(0, colon + 1) + piece + text.substring(end);
    }

    private static List<String> approved() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/approved"))) {
            return files.sorted().map(MintGarbageTest::text).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
