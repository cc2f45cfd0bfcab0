package dev.promissory.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A process started as a user would, with all it prints. */
final class LaunchedProcess implements AutoCloseable {

    private final Process process;
    private final List<String> printed = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final Thread reader;

    LaunchedProcess(String... arguments) {
        this(Installation.script(arguments));
    }

    LaunchedProcess(ProcessBuilder builder) {
        try {
            this.process = builder.redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + builder.command(), e);
        }
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    /** Waits for the line that says it is ready, and returns it. */
    String awaitReady(Duration bound) {
        try {
            return ready.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new AssertionError("not ready within " + bound + "; it printed:\n" + output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    int awaitExit(Duration bound) {
        try {
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still running after " + bound + "; it printed:\n" + output());
            }
            reader.join(2_000);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        awaitExit(Duration.ofSeconds(10));
    }

    /** SIGTERM, as Ctrl-C and container engines do it; returns the exit code. */
    int terminate() {
        process.destroy();
        return awaitExit(Duration.ofSeconds(12));
    }

    /** SIGSTOP: it stands still wherever it is, as in a long pause of its machine. */
    void suspend() {
        signal("STOP");
    }

    /** SIGCONT: it goes on and knows of nothing. */
    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("kill -" + name + " failed with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot signal " + process, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    String output() {
        return printed.stream().collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroyForcibly();
            awaitExit(Duration.ofSeconds(10));
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                printed.add(line);
                if (line.startsWith("Promissory is ready")) {
                    ready.complete(line);
                }
                line = lines.readLine();
            }
        } catch (IOException e) {
            printed.add("(output ended: " + e.getMessage() + ")");
        }
        ready.completeExceptionally(new IllegalStateException("the process ended"));
    }
}
