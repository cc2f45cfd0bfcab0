package dev.promissory.launcher;

import dev.promissory.operations.deadletters.LetterFilter;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which dead letters. */
final class LetterFilterOptions {

    @Option(names = "--reason", paramLabel = "TEXT", description = "Only those whose reason has this in it.")
    private String reason;

    @Option(names = "--origin", paramLabel = "TOPIC", description = "Only those that were found on this topic.")
    private String origin;

    LetterFilter filter() {
        return new LetterFilter(Optional.ofNullable(reason), Optional.ofNullable(origin));
    }
}
