package dev.promissory.benchmarks.report;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the result goes. */
public final class ReportOptions {

    @Option(names = "--json", description = "Print one JSON document, for programs to read.")
    private boolean json;

    @Option(names = "--picture", paramLabel = "FILE", description = "Draw the result into this PNG file.")
    private Optional<Path> picture = Optional.empty();

    /** Latencies are drawn as curves, what has none as bars. */
    public void publish(Report report) {
        boolean hasLatencies =
                report.measured().stream().anyMatch(each -> each.latencies().isPresent());
        print(report);
        picture.ifPresent(file -> Picture.write(
                hasLatencies
                        ? Picture.percentiles(report.title(), report.measured())
                        : Picture.bars(report.title(), report.measured()),
                file));
    }

    public void publish(Report report, Curves curves) {
        print(report);
        picture.ifPresent(file -> Picture.write(Picture.curves(report.title(), curves), file));
    }

    private void print(Report report) {
        if (json) {
            System.out.println(report.document());
        } else {
            report.lines().forEach(System.out::println);
        }
    }
}
