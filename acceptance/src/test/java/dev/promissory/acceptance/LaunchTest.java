package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How it starts, how it ends, and what it says when it cannot start. */
class LaunchTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    @Test
    void itKeepsItsDataAndEndsCleanlyOnASignal(@TempDir Path data) {
        try (Promissory promissory = Promissory.run(data)) {
            promissory.api().deposit("keeper", "7.00", "EUR").expect(201);

            long begin = System.nanoTime();
            int exit = promissory.process().terminate();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);

            // 128 + 15: what a process that honours SIGTERM answers.
            assertThat(exit).isEqualTo(143);
            assertThat(took).isLessThan(Duration.ofSeconds(10));
            promissory.start();
            assertThat(promissory.api().total("keeper", "EUR")).isEqualByComparingTo("7.00");
        }
    }

    @Test
    void aPortInUseIsOneClearLine(@TempDir Path data) throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());

            String said = refusal("run", "--port", port, "--kafka-port", "0", "--data", data.toString());

            assertThat(said).contains(port).contains("in use").doesNotContain("\n");
        }
    }

    @Test
    void aKafkaPortInUseIsOneClearLine(@TempDir Path data) throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());

            String said = refusal("run", "--port", "0", "--kafka-port", port, "--data", data.toString());

            assertThat(said).contains(port).contains("in use").doesNotContain("\n");
        }
    }

    @Test
    void aDataFolderInUseIsOneClearLine(@TempDir Path data) {
        try (Promissory promissory = Promissory.run(data)) {
            String said = refusal("run", "--port", "0", "--kafka-port", "0", "--data", data.toString());

            assertThat(said).contains(data.toString()).contains("in use").doesNotContain("\n");
            assertThat(promissory.process().isAlive()).isTrue();
        }
    }

    @Test
    void aGuaranteeCannotBeConfiguredAway(@TempDir Path data) throws IOException {
        Path config = Files.writeString(data.resolve("kafka.properties"), "producer.acks=1\n");

        String said =
                refusal("gateway", "--bootstrap", "localhost:1", "--port", "0", "--kafka-config", config.toString());

        assertThat(said).contains("acks").doesNotContain("\n");
    }

    @Test
    void aKafkaThatDoesNotAnswerIsOneClearLine() {
        String port = Integer.toString(Installation.freePort());

        try (LaunchedProcess process =
                new LaunchedProcess("gateway", "--bootstrap", "localhost:" + port, "--port", "0")) {
            assertThat(process.awaitExit(Duration.ofSeconds(60))).isEqualTo(1);

            assertThat(process.output().lines().skip(1))
                    .as("what follows the settings")
                    .singleElement()
                    .asString()
                    .startsWith("promissory: Kafka did not answer");
        }
    }

    @Test
    void withoutAJdkTheScriptSaysSo(@TempDir Path empty) {
        ProcessBuilder builder = Installation.script("run");
        builder.environment().put("JAVA_HOME", empty.toString());
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("PROMISSORY_JAVA_FOLDERS", empty.toString());
        try (LaunchedProcess process = new LaunchedProcess(builder)) {
            int exit = process.awaitExit(BOUND);

            assertThat(exit).isNotZero();
            assertThat(process.output()).contains("no Java 21 or newer found").doesNotContain("\n");
        }
    }

    @Test
    void aJvmStartsWithWhatItHasLearnedUnlessTheJarsAreNewer(@TempDir Path folder) throws IOException {
        assumeTrue(Runtime.version().feature() >= 25, "SKIPPED: learning takes Java 25 or newer");
        Path learned = Files.writeString(folder.resolve("learned.aot"), "of no use to any JVM");

        assertThat(flags(learned)).contains("-XX:AOTCache=" + learned).doesNotContain("warning");

        Files.setLastModifiedTime(learned, FileTime.from(Instant.EPOCH));
        assertThat(flags(learned)).doesNotContain("AOTCache");
        assertThat(flags(folder.resolve("absent"))).doesNotContain("AOTCache");
    }

    @Test
    void theWholeSystemTakesNoMoreHeapThanItNeeds(@TempDir Path folder) {
        Path absent = folder.resolve("absent");

        assertThat(flags(absent, "run", "--help")).contains("-XX:MaxHeapSize=" + (1L << 30));
        assertThat(flags(absent, "views", "--help")).doesNotContain("-XX:MaxHeapSize=" + (1L << 30));
    }

    private static String flags(Path learned) {
        return flags(learned, "--version");
    }

    /** What the JVM is started with, and all else that it prints. */
    private static String flags(Path learned, String... arguments) {
        ProcessBuilder builder = Installation.script(arguments);
        builder.environment().put("PROMISSORY_LEARNED", learned.toString());
        builder.environment().put("PROMISSORY_JAVA_OPTS", "-XX:+PrintCommandLineFlags");
        try (LaunchedProcess process = new LaunchedProcess(builder)) {
            assertThat(process.awaitExit(BOUND)).as(process.output()).isZero();
            assertThat(process.output()).contains("-XX:+UseG1GC");
            return process.output();
        }
    }

    private static String refusal(String... arguments) {
        try (LaunchedProcess process = new LaunchedProcess(arguments)) {
            assertThat(process.awaitExit(BOUND)).isNotZero();
            return process.output();
        }
    }
}
