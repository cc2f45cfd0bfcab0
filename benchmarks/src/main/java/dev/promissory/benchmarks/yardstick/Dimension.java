package dev.promissory.benchmarks.yardstick;

/** What throughput may depend on. */
enum Dimension {
    WALLETS,
    PARTITIONS,
    /** Stream threads. */
    THREADS,
    /** Facts that are there before the first that is measured. */
    HISTORY
}
