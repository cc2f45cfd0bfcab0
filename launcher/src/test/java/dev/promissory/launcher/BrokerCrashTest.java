package dev.promissory.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerCrashTest {
    @TempDir
    Path temporary;

    private Path folder;
    private Path errors;

    @BeforeEach
    void places() {
        folder = temporary.resolve("kafka");
        errors = temporary.resolve("errors");
    }

    @Test
    void everythingCommittedIsThereAfterAKill() throws Exception {
        List<String> committed =
                IntStream.range(0, 500).mapToObj(Integer::toString).toList();
        try (BrokerProcess process = BrokerProcess.start(folder, errors);
                KafkaPerson person = new KafkaPerson(process.bootstrap())) {
            person.createTopic(new NewTopic("promises", 2, (short) 1));
            person.writeInOneTransaction("promises", committed);
            process.kill();
        }
        try (BrokerProcess process = BrokerProcess.start(folder, errors);
                KafkaPerson person = new KafkaPerson(process.bootstrap())) {
            person.writeInOneTransaction("promises", List.of("after"));
            assertThat(person.read("promises", 501))
                    .containsAll(committed)
                    .contains("after")
                    .hasSize(501);
        }
    }

    @Test
    void aBrokerThatCannotWriteAnyMoreEndsItsProcessAndSaysWhy() throws Exception {
        try (BrokerProcess process = BrokerProcess.start(folder, errors);
                KafkaPerson person = new KafkaPerson(process.bootstrap())) {
            delete(folder);
            person.askForTopic(new NewTopic("nowhere", 1, (short) 1));

            assertThat(process.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.process().exitValue()).isNotZero();
            assertThat(errors).content().contains(folder.toString());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
