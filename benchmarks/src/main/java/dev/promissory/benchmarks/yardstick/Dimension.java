package dev.promissory.benchmarks.yardstick;

import java.util.Arrays;
import java.util.Locale;

/** What throughput may depend on. */
enum Dimension {
    WALLETS,
    PARTITIONS,
    /** Stream threads of each instance. */
    THREADS,
    INSTANCES,
    /** Facts that are there before the first that is measured. */
    HISTORY;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when there is none of this label */
    static Dimension of(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--over takes wallets, partitions, threads, instances or history, not " + label));
    }
}
