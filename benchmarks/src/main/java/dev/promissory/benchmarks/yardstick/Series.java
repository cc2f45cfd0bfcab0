package dev.promissory.benchmarks.yardstick;

import dev.promissory.benchmarks.report.Curves;
import dev.promissory.benchmarks.report.Measured;
import dev.promissory.benchmarks.report.Report;
import dev.promissory.benchmarks.report.ReportOptions;
import dev.promissory.benchmarks.wallets.Run;
import dev.promissory.launcher.ProgressBar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The yardstick over a series. */
@Command(
        name = "curves",
        description =
                "What `processor` measures, for one value after the other of what it may depend on: throughput, or with"
                        + " --rate the p99 of a round trip. Each on a broker of its own in this process.",
        mixinStandardHelpOptions = true)
public final class Series implements Callable<Integer> {

    @Mixin
    private TrialOptions options;

    @Option(names = "--partitions", paramLabel = "N", description = "Of every topic. Default: ${DEFAULT-VALUE}.")
    private int partitions = 4;

    @Option(
            names = "--over",
            paramLabel = "WHAT=N,N",
            required = true,
            description =
                    "wallets, partitions, threads, instances or history (facts before the first that is measured), and the"
                            + " values.")
    private String over;

    @Mixin
    private RaceOptions races;

    @Mixin
    private ReportOptions output;

    @Override
    public Integer call() {
        Dimension dimension = Dimension.of(over.replaceFirst("=.*", ""));
        List<Long> points = Arrays.stream(over.replaceFirst("[^=]*=", "").split(","))
                .map(Long::parseLong)
                .sorted()
                .toList();
        Trial trial = options.trial(partitions);
        Map<String, Object> settings = new LinkedHashMap<>(trial.settings());
        // What each point has of its own.
        settings.remove(dimension == Dimension.HISTORY ? "warmUp" : dimension.label());
        settings.put("over", over);
        races.describe(settings);
        Report report = new Report("curves", settings);
        Map<String, List<Double>> lines = new LinkedHashMap<>();
        try (ProgressBar progress = ProgressBar.start("bench")) {
            for (long point : points) {
                for (Measured one : measure(trial.with(dimension, point), progress)) {
                    report.add(one.named(one.name() + ", " + dimension.label() + " " + point));
                    lines.computeIfAbsent(one.name(), absent -> new ArrayList<>())
                            .add(races.isRoundTrip() ? one.percentile(99) : one.perSecond());
                }
            }
        }
        output.publish(
                report, new Curves(dimension.label(), points, races.isRoundTrip() ? "p99, ms" : "per second", lines));
        return 0;
    }

    /** The bare topology and the stewards, on one broker. */
    private List<Measured> measure(Trial trial, ProgressBar progress) {
        Run run = Run.fresh();
        try (Ground ground = Ground.own()) {
            Race race = new Race(ground, trial, progress);
            List<Measured> both = new ArrayList<>();
            try (Contender bare = new Bare(ground, run, trial)) {
                both.add(races.measure(race, bare).measured());
            }
            try (Contender stewards = Stewards.own(ground, run, trial)) {
                both.add(races.measure(race, stewards).measured());
            }
            return both;
        }
    }
}
