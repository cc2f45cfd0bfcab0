package dev.promissory.benchmarks.yardstick;

import dev.promissory.benchmarks.wallets.Pattern;
import picocli.CommandLine.Option;

/** What is tried. */
final class TrialOptions {

    @Option(names = "--transfers", paramLabel = "N", description = "How many are measured. Default: ${DEFAULT-VALUE}.")
    private long transfers = 200_000;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "How many before that are not. Default: ${DEFAULT-VALUE}.")
    private long warmUp = 200_000;

    @Option(
            names = "--wallets",
            paramLabel = "N",
            description = "How many wallets take part. Default: ${DEFAULT-VALUE}.")
    private int wallets = 10_000;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Stream threads of each instance. Default: ${DEFAULT-VALUE}.")
    private int threads = 2;

    @Option(
            names = "--instances",
            paramLabel = "N",
            description = "How often each topology runs, side by side in this process. Default: ${DEFAULT-VALUE}.")
    private int instances = 1;

    @Option(
            names = "--pattern",
            paramLabel = "PATTERN",
            description = "spread: from every wallet to another; credit: all to one wallet; debit: all from one."
                    + " Default: spread.")
    private Pattern pattern = Pattern.SPREAD;

    @Option(
            names = "--bare-commit-ms",
            paramLabel = "MS",
            description = "Commit interval of the bare topology. Default: ${DEFAULT-VALUE}.")
    private int bareCommitMs = 20;

    Trial trial(int partitions) {
        if (wallets < 2) {
            throw new IllegalArgumentException("transfers need two wallets");
        }
        return new Trial(transfers, warmUp, wallets, partitions, threads, instances, pattern, bareCommitMs);
    }
}
