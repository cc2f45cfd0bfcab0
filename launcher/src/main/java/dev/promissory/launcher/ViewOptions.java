package dev.promissory.launcher;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.views.ViewSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the views are built. */
final class ViewOptions {

    @Option(
            names = "--view-threads",
            paramLabel = "N",
            description = "Threads of the view-builder; at most one for each partition has work. Default: 2.")
    private int viewThreads = 2;

    @Option(
            names = "--rate-max-age",
            paramLabel = "DURATION",
            description = "A rate that is older makes a valuation stale. Default: PT1H.")
    private Duration rateMaxAge = ViewSettings.DEFAULT_RATE_MAX_AGE;

    ViewSettings settings(
            KafkaConnection kafka,
            KafkaOptions kafkaOptions,
            int defaultPartitions,
            Path stateDir,
            Optional<Path> signingKeyFile) {
        return new ViewSettings(
                kafka, stateDir, signingKeyFile, viewThreads, rateMaxAge, kafkaOptions.partitions(), defaultPartitions);
    }
}
