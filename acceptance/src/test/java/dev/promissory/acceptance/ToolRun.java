package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A tool that an operator has called and that has ended. */
record ToolRun(int exitCode, String output) {

    private static final Duration BOUND = Duration.ofSeconds(60);

    /** {@code words} are the command and its subcommand, arguments and options. */
    static ToolRun of(String bootstrap, String... words) {
        String[] all = Stream.concat(Arrays.stream(words), Stream.of("--bootstrap", bootstrap))
                .toArray(String[]::new);
        try (LaunchedProcess process = new LaunchedProcess(all)) {
            int exitCode = process.awaitExit(BOUND);
            return new ToolRun(exitCode, process.output());
        }
    }

    ToolRun expect(int code) {
        assertThat(exitCode).as(output).isEqualTo(code);
        return this;
    }

    List<String> lines() {
        return output.lines().toList();
    }
}
