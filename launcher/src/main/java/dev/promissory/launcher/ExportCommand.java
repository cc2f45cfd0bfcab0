package dev.promissory.launcher;

import dev.promissory.operations.archive.Export;
import dev.promissory.protocol.SigningKey;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes all facts into a folder. */
@Command(
        name = "export",
        description = "Write all facts into a folder, with their hashes, checking every chain. The system may go on"
                + " working. Run again, it adds what is new.",
        exitCodeListHeading = "%nExit: ",
        exitCodeList = {"0:all facts are whole", "1:some are not, or the export failed", "2:wrong usage"},
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    @Mixin
    private KafkaOptions kafkaOptions;

    @Mixin
    private SigningKeyOption signingKey;

    @Option(names = "--to", paramLabel = "FOLDER", required = true, description = "An empty folder, or an archive.")
    private Path folder;

    @Override
    public Integer call() throws Exception {
        Optional<SigningKey> key = signingKey.load();
        Export.Report report;
        try (ProgressBar progress = ProgressBar.start("export")) {
            report = Export.to(folder, kafkaOptions.connection(), key, progress);
        }
        report.problems().forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "%,d facts of %,d wallets and %,d messages between them are in %s; %s%n",
                report.facts() - report.beyond(),
                report.wallets(),
                report.transfers(),
                folder,
                checked(key, report));
        if (report.beyond() > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "%,d facts more follow from what was written meanwhile; the next export takes them in%n",
                    report.beyond());
        }
        if (report.setAside() > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "%,d records that no steward wrote are kept and count for nothing%n",
                    report.setAside());
        }
        return report.broken() == 0 ? 0 : 1;
    }

    private static String checked(Optional<SigningKey> key, Export.Report report) {
        String macs = key.isPresent() ? "chains and macs checked" : "chains checked, macs not: no --signing-key-file";
        return report.broken() == 0
                ? macs
                : macs + ": " + report.broken() + " facts do not follow what came before, it cannot be imported";
    }
}
