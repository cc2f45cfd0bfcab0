package dev.promissory.processor;

import dev.promissory.kit.KafkaConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * All settings of a wallet-processor.
 *
 * @param stateDir where its local stores lie; they can always be restored from Kafka
 * @param signingKeyFile the stewards' key, the same for all of them
 * @param createSigningKey whether to make the key when the file is missing
 * @param autoOpen whether a first deposit or incoming transfer opens a wallet
 * @param rememberFor how long, at least, a repeated command gets its first answer
 * @param streamThreads at most as many as there are partitions have work
 * @param commitPause how long, at least, a thread gathers work after one commit before the next; each costs processor time
 * @param partitions what the topics must have; empty to take them as they are
 * @param defaultPartitions for topics that have to be made
 */
public record ProcessorSettings(
        KafkaConnection kafka,
        Path stateDir,
        Path signingKeyFile,
        boolean createSigningKey,
        boolean autoOpen,
        Duration rememberFor,
        int streamThreads,
        Duration commitPause,
        OptionalInt partitions,
        int defaultPartitions) {

    public static final Duration DEFAULT_REMEMBER_FOR = Duration.ofHours(24);

    public static final Duration DEFAULT_COMMIT_PAUSE = Duration.ZERO;

    /** @throws IllegalArgumentException when a number makes no sense */
    public ProcessorSettings {
        if (rememberFor.isNegative() || rememberFor.isZero()) {
            throw new IllegalArgumentException("remember-for must be longer than zero: " + rememberFor);
        }
        if (streamThreads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + streamThreads);
        }
        if (commitPause.isNegative() || commitPause.compareTo(ProcessorKafka.LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException(
                    "commit-pause must be from PT0S to " + ProcessorKafka.LONGEST_WAIT + ": " + commitPause);
        }
    }
}
