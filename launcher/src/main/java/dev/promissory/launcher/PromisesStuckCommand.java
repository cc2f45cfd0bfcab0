package dev.promissory.launcher;

import dev.promissory.operations.promises.PromiseDesk;
import dev.promissory.operations.promises.StuckReport;
import dev.promissory.protocol.SigningKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What promises wait for. */
@Command(
        name = "stuck",
        description = "List the promises that have been open for long, each with the reason and with what makes it end."
                + " The exit code is 1 when there are any.",
        mixinStandardHelpOptions = true)
final class PromisesStuckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Option(
            names = "--older-than",
            paramLabel = "DURATION",
            description = "Only those that have been open for longer. Default: PT1M.")
    private Duration olderThan = Duration.ofMinutes(1);

    @Option(
            names = "--signing-key-file",
            paramLabel = "FILE",
            description = "The stewards' key. Without it what others wrote cannot be told from what stewards did.")
    private Path signingKeyFile;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        if (olderThan.isNegative()) {
            throw new ParameterException(spec.commandLine(), "--older-than must not be negative: " + olderThan);
        }
        Optional<SigningKey> key = Optional.ofNullable(signingKeyFile).map(SigningKey::load);
        StuckReport report;
        try (ProgressBar progress = ProgressBar.start("promises");
                PromiseDesk desk = new PromiseDesk(kafkaOptions.connection(), key, Clock.systemUTC(), progress)) {
            report = desk.stuck(olderThan);
        }
        if (json.wanted()) {
            json.print(report.json());
        } else {
            System.out.println(report.text());
        }
        return report.isEmpty() ? 0 : 1;
    }
}
