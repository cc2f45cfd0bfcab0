package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.launcher.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A tool that an operator has called and that has ended. */
record ToolRun(int exitCode, String output) {

    private static final Duration BOUND = Duration.ofSeconds(120);

    /** As an operator calls it. {@code words} are the command and its subcommand, arguments and options. */
    static ToolRun of(String bootstrap, String... words) {
        try (LaunchedProcess process = new LaunchedProcess(line(bootstrap, words))) {
            int exitCode = process.awaitExit(BOUND);
            return new ToolRun(exitCode, process.output());
        }
    }

    /** The same in this process, where it is called so often that JVMs would take most of the time. */
    static synchronized ToolRun within(String bootstrap, String... words) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream paper = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(paper);
            System.setErr(paper);
            CommandLine commandLine =
                    Main.commandLine().setOut(new PrintWriter(paper, true)).setErr(new PrintWriter(paper, true));
            int exitCode = commandLine.execute(line(bootstrap, words));
            return new ToolRun(
                    exitCode, printed.toString(StandardCharsets.UTF_8).stripTrailing());
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static String[] line(String bootstrap, String... words) {
        return Stream.concat(Arrays.stream(words), Stream.of("--bootstrap", bootstrap))
                .toArray(String[]::new);
    }

    ToolRun expect(int code) {
        assertThat(exitCode).as(output).isEqualTo(code);
        return this;
    }

    List<String> lines() {
        return output.lines().toList();
    }
}
