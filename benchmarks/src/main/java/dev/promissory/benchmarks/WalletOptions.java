package dev.promissory.benchmarks;

import dev.promissory.benchmarks.wallets.Run;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which wallets take part: always ones that a bench has opened itself. */
final class WalletOptions {

    @Option(
            names = "--wallets",
            paramLabel = "N",
            description =
                    "How many wallets are opened for it. Default: 1000, of past 1; with --run as many as there are.")
    private Optional<Integer> wallets = Optional.empty();

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "Use the wallets of an earlier run, which was told to keep them, instead of opening some.")
    private Optional<String> run = Optional.empty();

    @Option(names = "--keep", description = "Leave the wallets and their money for a later run.")
    private boolean keep;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description =
                    "Of the money that is brought in, and taken out at the end. Default: BENCH, which nobody else has.")
    private String currency = "BENCH";

    private int usual = 1_000;

    /** How many there are unless it is said. */
    void usually(int count) {
        usual = count;
    }

    /** The earlier one whose wallets are used. */
    Optional<Run> earlier() {
        return run.map(Run::new);
    }

    int toBeOpened() {
        return wallets.orElse(usual);
    }

    Optional<Integer> toBeFound() {
        return wallets;
    }

    boolean kept() {
        return keep;
    }

    String currency() {
        return currency;
    }
}
