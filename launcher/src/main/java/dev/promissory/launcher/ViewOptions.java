package dev.promissory.launcher;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.views.ViewSettings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the views are built. */
final class ViewOptions {

    @Option(
            names = "--view-threads",
            paramLabel = "N",
            description = "Threads of the view-builder; at most one for each partition has work. Default: 2.")
    private int viewThreads = 2;

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
                kafkaOptions.partitions(),
                defaultPartitions);
    }
}
