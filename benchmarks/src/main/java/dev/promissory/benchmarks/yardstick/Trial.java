package dev.promissory.benchmarks.yardstick;

import dev.promissory.benchmarks.wallets.Pattern;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is tried.
 *
 * @param transfers how many are measured
 * @param warmUp how many before that are not
 * @param wallets how many take part
 * @param partitions of every topic
 * @param threads of every instance
 * @param instances of every topology, in this process, each with its own state
 * @param bareCommitMs commit interval of the bare topology
 */
record Trial(
        long transfers,
        long warmUp,
        int wallets,
        int partitions,
        int threads,
        int instances,
        Pattern pattern,
        int bareCommitMs) {

    Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("transfers", transfers);
        settings.put("warmUp", warmUp);
        settings.put("wallets", wallets);
        settings.put("partitions", partitions);
        settings.put("threads", threads);
        settings.put("instances", instances);
        settings.put("pattern", pattern.label());
        settings.put("bareCommitMs", bareCommitMs);
        return settings;
    }

    /** The same with more wallets, say. */
    Trial with(Dimension dimension, long value) {
        return switch (dimension) {
            case WALLETS ->
                new Trial(transfers, warmUp, (int) value, partitions, threads, instances, pattern, bareCommitMs);
            case PARTITIONS ->
                new Trial(transfers, warmUp, wallets, (int) value, threads, instances, pattern, bareCommitMs);
            case THREADS ->
                new Trial(transfers, warmUp, wallets, partitions, (int) value, instances, pattern, bareCommitMs);
            case INSTANCES ->
                new Trial(transfers, warmUp, wallets, partitions, threads, (int) value, pattern, bareCommitMs);
            // Two facts come of a transfer, and what was not measured is history.
            case HISTORY ->
                new Trial(transfers, value / 2, wallets, partitions, threads, instances, pattern, bareCommitMs);
        };
    }
}
