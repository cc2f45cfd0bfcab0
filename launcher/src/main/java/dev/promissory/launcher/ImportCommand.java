package dev.promissory.launcher;

import dev.promissory.operations.archive.Import;
import dev.promissory.protocol.SigningKey;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Loads exported facts into an empty system. */
@Command(
        name = "import",
        description =
                "Load exported facts into a system that is empty. Everything is checked before anything is"
                        + " written, and all of it becomes visible at once or not at all. Then the stewards' state must be rebuilt.",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafkaOptions;

    @Mixin
    private SigningKeyOption signingKey;

    @Option(names = "--from", paramLabel = "FOLDER", required = true, description = "What `export` has written.")
    private Path folder;

    @Option(
            names = "--unsigned-archive",
            description = "Import with a key although the export had none: whether facts are missing at its end is then"
                    + " unknown.")
    private boolean unsigned;

    @Override
    public Integer call() throws Exception {
        Optional<SigningKey> key = signingKey.load();
        Import.Report report;
        try (ProgressBar progress = ProgressBar.start("import")) {
            report = Import.from(folder, kafkaOptions.connection(), kafkaOptions.partitions(), key, unsigned, progress);
        }
        System.out.printf(
                Locale.ROOT,
                "%,d facts of %,d wallets and %,d messages between them are loaded; %s%n",
                report.facts(),
                report.wallets(),
                report.transfers(),
                checked(key, report));
        System.out.println("next: ./promissory rebuild processor, with the signing key of the system they come from;"
                + " until then no steward decides");
        return 0;
    }

    private static String checked(Optional<SigningKey> key, Import.Report report) {
        if (key.isEmpty()) {
            return "chains checked, macs not: no --signing-key-file";
        }
        return report.sealedEnd()
                ? "chains and macs checked"
                : "chains and macs checked, but the export had no key: whether facts are missing at the end is unknown";
    }
}
