package dev.promissory.launcher;

import dev.promissory.operations.audit.Audit;
import dev.promissory.operations.audit.AuditReport;
import dev.promissory.operations.audit.AuditSettings;
import dev.promissory.operations.audit.ReportJson;
import dev.promissory.operations.audit.ReportText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether facts, stewards and views of a cluster agree. It may be at work meanwhile. */
@Command(
        name = "audit",
        description = "Fold all facts and compare them with what stewards and views keep; exit code 1 when they differ."
                + " Reads only, and may run while the system does.",
        mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafkaOptions;

    @Option(
            names = "--signing-key-file",
            paramLabel = "FILE",
            description = "The stewards' key. Without it hashes are checked, but not who wrote the facts.")
    private Path signingKeyFile;

    @Option(
            names = "--stuck-after",
            paramLabel = "DURATION",
            description = "How long a promise may take before it counts as stuck, as an ISO-8601 duration."
                    + " Default: PT1M.")
    private Duration stuckAfter = AuditSettings.DEFAULT_STUCK_AFTER;

    @Option(names = "--json", description = "Print one JSON document instead.")
    private boolean json;

    @Override
    public Integer call() {
        AuditSettings settings =
                new AuditSettings(kafkaOptions.connection(), Optional.ofNullable(signingKeyFile), stuckAfter);
        AuditReport report;
        try (ProgressBar progress = ProgressBar.start("audit")) {
            report = Audit.run(settings, progress);
        }
        if (json) {
            System.out.println(ReportJson.of(report));
        } else {
            ReportText.of(report).forEach(System.out::println);
        }
        return report.agrees() ? 0 : 1;
    }
}
