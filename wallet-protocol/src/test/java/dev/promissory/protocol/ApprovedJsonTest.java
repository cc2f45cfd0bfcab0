package dev.promissory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Command;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.Timer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shapes on the wire, each in a file that somebody approved: a change of shape is a change of a file that a reviewer
 * sees. {@code mvn test -Dapproved.write=true} writes the files anew.
 */
class ApprovedJsonTest {

    private static final Path FOLDER = Path.of("src/test/resources/approved");

    private static final boolean WRITE = Boolean.getBoolean("approved.write");

    /** A sample as it is written, and what reading those bytes gives. */
    private record Shape(String file, Object sample, byte[] written, Function<byte[], Object> reader) {
        @Override
        public String toString() {
            return file;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void isWrittenAsApproved(Shape shape) throws IOException {
        Path file = FOLDER.resolve(shape.file());
        if (WRITE) {
            Files.write(file, shape.written());
        }

        assertThat(new String(shape.written(), StandardCharsets.UTF_8)).isEqualTo(Files.readString(file));
        assertThat(shape.written()).isEqualTo(Files.readAllBytes(file));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void isReadBackEqual(Shape shape) throws IOException {
        byte[] approved = Files.readAllBytes(FOLDER.resolve(shape.file()));

        assertThat(shape.reader().apply(approved)).isEqualTo(shape.sample());
    }

    @Test
    void everyTypeThatTravelsHasAnApprovedFile() throws IOException {
        Set<String> expected = new TreeSet<>();
        expected.addAll(types("command", Command.class));
        expected.addAll(types("fact", Fact.class));
        expected.addAll(types("message", Message.class));
        expected.addAll(types("timer", Timer.class));
        expected.addAll(types("outcome", Outcome.class));
        expected.addAll(types("rate", Rate.class));
        expected.addAll(types("upkeep", Upkeep.class));

        assertThat(files().map(file -> file.split("\\.")).map(parts -> parts[0] + "." + parts[1]))
                .containsAll(expected);
    }

    @Test
    void everyApprovedFileHasASample() throws IOException {
        assertThat(files())
                .containsExactlyInAnyOrderElementsOf(shapes().map(Shape::file).toList());
    }

    private static Stream<Shape> shapes() {
        return Stream.of(
                        shapes("command", Samples.commands(), CommandJson::write, ApprovedJsonTest::readable),
                        shapes("fact", Samples.facts(), FactJson::write, FactJson::read),
                        shapes("message", Samples.messages(), MessageJson::write, MessageJson::read),
                        shapes("timer", Samples.timers(), TimerJson::write, TimerJson::read),
                        shapes("outcome", Samples.outcomes(), OutcomeJson::write, OutcomeJson::read),
                        shapes("rate", Samples.rates(), RateJson::write, RateJson::read),
                        shapes("upkeep", Samples.upkeep(), UpkeepJson::write, UpkeepJson::read))
                .flatMap(List::stream);
    }

    private static <T> List<Shape> shapes(
            String kind, Map<String, T> samples, Function<T, byte[]> writer, Function<byte[], Object> reader) {
        return samples.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(sample -> new Shape(
                        kind + "." + sample.getKey() + ".json",
                        sample.getValue(),
                        writer.apply(sample.getValue()),
                        reader))
                .toList();
    }

    private static Object readable(byte[] value) {
        CommandReading reading = CommandJson.read(value);
        assertThat(reading).isInstanceOf(CommandReading.Readable.class);
        return ((CommandReading.Readable) reading).command();
    }

    private static Set<String> types(String kind, Class<?> sealedType) {
        return leaves(sealedType).stream()
                .map(type -> kind + "." + type.getSimpleName())
                .collect(Collectors.toSet());
    }

    private static List<Class<?>> leaves(Class<?> type) {
        if (!type.isSealed()) {
            return List.of(type);
        }
        List<Class<?>> leaves = new ArrayList<>();
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            leaves.addAll(leaves(permitted));
        }
        return leaves;
    }

    private static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
