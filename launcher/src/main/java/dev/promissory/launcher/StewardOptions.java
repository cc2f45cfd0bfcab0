package dev.promissory.launcher;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.processor.ProcessorSettings;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** What the stewards go by. */
final class StewardOptions {

    @Option(
            names = "--auto-open",
            arity = "1",
            paramLabel = "true|false",
            description = "Whether a first deposit or incoming transfer opens a wallet. Default: true.")
    private boolean autoOpen = true;

    @Option(
            names = "--remember-for",
            paramLabel = "DURATION",
            description = "How long, at least, a repeated command gets its first answer, as an ISO-8601 duration."
                    + " Default: PT24H.")
    private Duration rememberFor = ProcessorSettings.DEFAULT_REMEMBER_FOR;

    @Option(
            names = "--steward-threads",
            paramLabel = "N",
            description =
                    "Threads of the processor; at most one for each partition has work. Each commits by itself, and"
                            + " fewer commits take less processor time. Default: 2; of run with fewer than four processors 1.")
    private Integer stewardThreads;

    @Option(
            names = "--commit-pause",
            paramLabel = "DURATION",
            description =
                    "How long, at least, a thread of the processor gathers work after one commit before the next, up"
                            + " to PT0.1S: fewer commits take less processor time, and answers take longer. Default: PT0S, which"
                            + " answers soonest.")
    private Duration commitPause = ProcessorSettings.DEFAULT_COMMIT_PAUSE;

    /** @param defaultThreads unless told otherwise */
    ProcessorSettings settings(
            KafkaConnection kafka,
            KafkaOptions kafkaOptions,
            int defaultPartitions,
            int defaultThreads,
            Path stateDir,
            Path signingKeyFile,
            boolean createSigningKey) {
        return new ProcessorSettings(
                kafka,
                stateDir,
                signingKeyFile,
                createSigningKey,
                autoOpen,
                rememberFor,
                stewardThreads == null ? defaultThreads : stewardThreads,
                commitPause,
                kafkaOptions.partitions(),
                defaultPartitions);
    }
}
