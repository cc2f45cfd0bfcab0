package dev.promissory.views;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.views.stream.StreamSettings;
import dev.promissory.views.webhooks.WebhookSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All settings of a view-builder.
 *
 * @param stateDir where its tables lie; they can always be restored from Kafka
 * @param signingKeyFile the stewards' key; without it a view checks the chain of hashes but not who wrote it
 * @param mintKeyFile the mint's key, for its facts alike
 * @param streamThreads at most as many as there are partitions have work
 * @param streams how streams of facts are bounded
 * @param webhooks how facts are told to those who registered for them
 * @param rateMaxAge a rate that is older makes a valuation stale
 * @param partitions what the topics must have; empty to take them as they are
 * @param defaultPartitions for topics that have to be made
 */
public record ViewSettings(
        KafkaConnection kafka,
        Path stateDir,
        Optional<Path> signingKeyFile,
        Optional<Path> mintKeyFile,
        int streamThreads,
        StreamSettings streams,
        WebhookSettings webhooks,
        Duration rateMaxAge,
        OptionalInt partitions,
        int defaultPartitions) {

    public static final Duration DEFAULT_RATE_MAX_AGE = Duration.ofHours(1);

    /** @throws IllegalArgumentException when a number makes no sense */
    public ViewSettings {
        if (streamThreads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + streamThreads);
        }
        if (!rateMaxAge.isPositive()) {
            throw new IllegalArgumentException("rate-max-age must be longer than zero: " + rateMaxAge);
        }
    }
}
