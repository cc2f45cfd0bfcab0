package dev.promissory.launcher;

import dev.promissory.operations.rebuild.RebuildSettings;
import dev.promissory.operations.rebuild.StewardsRebuild;
import dev.promissory.processor.ProcessorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The stewards' state, worked out anew from the facts. */
@Command(
        name = "processor",
        description =
                "Discard the stewards' state and work it out anew from the facts. Meanwhile they decide nothing, and"
                        + " gateways refuse commands.",
        mixinStandardHelpOptions = true)
final class RebuildProcessorCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafkaOptions;

    @Option(
            names = "--signing-key-file",
            paramLabel = "FILE",
            description = "The stewards' key. Default: data/signing.key, where `run` keeps it.")
    private Path signingKeyFile = Path.of("data", "signing.key");

    @Option(
            names = "--remember-for",
            paramLabel = "DURATION",
            description = "As the processors have it: how long a repeated command gets its first answer, as an ISO-8601"
                    + " duration. Default: PT24H.")
    private Duration rememberFor = ProcessorSettings.DEFAULT_REMEMBER_FOR;

    @Option(
            names = "--patience",
            paramLabel = "DURATION",
            description = "How long processors may take to stop, as an ISO-8601 duration. Default: PT1M.")
    private Duration patience = RebuildSettings.DEFAULT_PATIENCE;

    @Option(
            names = "--forged",
            paramLabel = "PLACE",
            description =
                    "Where a record lies that no steward wrote, such as wallet.facts-0@7, as you have made sure of;"
                            + " may be given several times. Needed only when a rebuild asks for it.")
    private Set<String> forged = Set.of();

    @Override
    public Integer call() {
        RebuildSettings settings =
                new RebuildSettings(kafkaOptions.connection(), signingKeyFile, rememberFor, patience, forged);
        try (ProgressBar progress = ProgressBar.start("rebuild")) {
            return StewardsRebuild.run(settings, System.out, progress) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }
}
