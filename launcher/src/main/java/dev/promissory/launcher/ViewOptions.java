package dev.promissory.launcher;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.views.ViewSettings;
import dev.promissory.views.stream.StreamSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the views are built. */
final class ViewOptions {

    @Option(
            names = "--view-threads",
            paramLabel = "N",
            description = "Threads of the view-builder; at most one for each partition has work. Default: 2.")
    private int viewThreads = 2;

    @Option(
            names = "--stream-patience",
            paramLabel = "DURATION",
            description = "How long one write to a reader of /facts/stream may take before it is disconnected."
                    + " Default: PT10S.")
    private Duration streamPatience = StreamSettings.DEFAULT.patience();

    @Option(
            names = "--max-streams",
            paramLabel = "N",
            description = "Readers of /facts/stream at once; more are refused with 503. Default: 100.")
    private int maxStreams = StreamSettings.DEFAULT.max();

    @Option(
            names = "--rate-max-age",
            paramLabel = "DURATION",
            description = "A rate that is older makes a valuation stale. Default: PT1H.")
    private Duration rateMaxAge = ViewSettings.DEFAULT_RATE_MAX_AGE;

    @Mixin
    private WebhookOptions webhooks;

    ViewSettings settings(
            KafkaConnection kafka,
            KafkaOptions kafkaOptions,
            int defaultPartitions,
            Path stateDir,
            Optional<Path> signingKeyFile,
            Optional<Path> mintKeyFile) {
        return new ViewSettings(
                kafka,
                stateDir,
                signingKeyFile,
                mintKeyFile,
                viewThreads,
                new StreamSettings(streamPatience, maxStreams),
                webhooks.settings(),
                rateMaxAge,
                kafkaOptions.partitions(),
                defaultPartitions);
    }
}
