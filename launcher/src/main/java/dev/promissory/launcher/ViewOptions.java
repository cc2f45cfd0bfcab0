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

    @Option(
            names = "--mint-key-file",
            paramLabel = "FILE",
            description = "The mint's key. With it the views tell who wrote the mint's facts, without it only that they"
                    + " are chained.")
    private Path mintKeyFile;

    ViewSettings settings(
            KafkaConnection kafka,
            KafkaOptions kafkaOptions,
            int defaultPartitions,
            Path stateDir,
            Optional<Path> signingKeyFile) {
        return new ViewSettings(
                kafka,
                stateDir,
                signingKeyFile,
                Optional.ofNullable(mintKeyFile),
                viewThreads,
                kafkaOptions.partitions(),
                defaultPartitions);
    }
}
