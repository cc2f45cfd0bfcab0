package dev.promissory.acceptance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code ./promissory run} on ports and a data folder of its own; it can be killed and started again on both. */
final class Promissory implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(180);

    private final Path data;
    private final int port = Installation.freePort();
    private final int kafkaPort = Installation.freePort();
    private LaunchedProcess process;

    private final String[] options;

    private Promissory(Path data, String... options) {
        this.data = data;
        this.options = options;
    }

    static Promissory run(Path data, String... options) {
        Promissory promissory = new Promissory(data, options);
        promissory.start();
        return promissory;
    }

    /** Returns how long it took to be ready. */
    Duration start() {
        long begin = System.nanoTime();
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--port",
                Integer.toString(port),
                "--kafka-port",
                Integer.toString(kafkaPort),
                "--data",
                data.toString()));
        arguments.addAll(List.of(options));
        process = new LaunchedProcess(arguments.toArray(String[]::new));
        process.awaitReady(START);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    Api api() {
        return new Api(port);
    }

    int port() {
        return port;
    }

    int kafkaPort() {
        return kafkaPort;
    }

    String bootstrap() {
        return "localhost:" + kafkaPort;
    }

    Path data() {
        return data;
    }

    LaunchedProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
