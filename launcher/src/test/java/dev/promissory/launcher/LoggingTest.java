package dev.promissory.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.server.logger.LoggingController;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** In a process of its own: logging is set up once for each process. */
class LoggingTest {
    @TempDir
    Path temporary;

    @Test
    void theConsoleHasOneLineForEachThingAPersonMustKnow() throws Exception {
        assertThat(consoleOf(List.of()))
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("WARN  Launcher: ours, a warning"),
                        line -> assertThat(line)
                                .endsWith("ERROR Launcher: ours, an error: java.io.IOException: the first cause"),
                        line -> assertThat(line).endsWith("ERROR KafkaServer: theirs, an error"));
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void theFileHasEverythingFromInformationOn() throws Exception {
        Path logs = temporary.resolve("logs");
        assertThat(consoleOf(List.of("-DPROMISSORY_LOG_DIR=" + logs))).hasSize(3);
        assertThat(logs.resolve("promissory.log"))
                .content()
                .contains(
                        "ours, information",
                        "ours, a warning",
                        "IllegalStateException: the outer one",
                        "theirs, information",
                        "theirs, a warning",
                        "theirs, an error",
                        "and its second line")
                .doesNotContain("ours, a detail")
                .containsOnlyOnce("ours, an error");
    }

    private List<String> consoleOf(List<String> options) throws IOException, InterruptedException {
        Path console = Files.createTempFile("console", ".txt");
        try {
            Process process = ChildJvm.of(LoggingTest.class, options)
                    .redirectErrorStream(true)
                    .redirectOutput(console.toFile())
                    .start();
            assertThat(process.waitFor()).isZero();
            return Files.readAllLines(console);
        } finally {
            Files.delete(console);
        }
    }

    /** Says one thing of each kind, and wakes the part of Kafka's server that has a logging engine of its own in mind. */
    public static void main(String[] arguments) {
        var ours = LoggerFactory.getLogger("dev.promissory.Launcher");
        ours.debug("ours, a detail");
        ours.info("ours, information");
        ours.warn("ours, a warning");
        ours.error("ours, an error", new IllegalStateException("the outer one", new IOException("the first cause")));
        var theirs = LoggerFactory.getLogger("kafka.server.KafkaServer");
        theirs.info("theirs, information");
        theirs.warn("theirs, a warning");
        theirs.error("theirs, an error\nand its second line");
        LoggingController.loggers();
    }
}
