package dev.promissory.benchmarks.yardstick;

import dev.promissory.benchmarks.report.Measured;
import dev.promissory.benchmarks.report.Report;
import dev.promissory.benchmarks.report.ReportOptions;
import dev.promissory.benchmarks.wallets.Asks;
import dev.promissory.benchmarks.wallets.Run;
import dev.promissory.launcher.KafkaOptions;
import dev.promissory.launcher.ProgressBar;
import dev.promissory.operations.log.Cluster;
import dev.promissory.protocol.Topic;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Transfers without HTTP: the stewards beside Kafka alone. */
@Command(
        name = "processor",
        description = "How many transfers a second the stewards get through, beside a bare topology that moves as many"
                + " bytes without any rule; both on a broker of their own in this process. With --rate how long one takes."
                + " With --bootstrap both are measured on your cluster: the bare topology on topics of its own that are"
                + " deleted again, the stewards by commands for wallets of the bench; they are those that you run.",
        mixinStandardHelpOptions = true)
public final class Yardstick implements Callable<Integer> {

    private static final int DEFAULT_PARTITIONS = 4;

    @Mixin
    private TrialOptions options;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private RaceOptions races;

    @Option(names = "--only", paramLabel = "bare|stewards", description = "One of them alone.")
    private String only = "";

    @Mixin
    private ReportOptions output;

    @Override
    public Integer call() {
        Run run = Run.fresh();
        if (kafka.hasBootstrap()) {
            System.err.println("bench: this is run " + run.id() + "; should it be killed, its wallets are closed by"
                    + " ./promissory bench clean-up " + run.id()
                    + " --url with your gateway's, and its topics have names"
                    + " that begin with promissory-bench-" + run.id());
        }
        try (Ground ground = kafka.hasBootstrap() ? Ground.of(kafka.connection()) : Ground.own();
                ProgressBar progress = ProgressBar.start("bench")) {
            Trial trial = options.trial(partitions(ground));
            Report report = new Report("processor", settings(run, trial));
            Race race = new Race(ground, trial, progress);
            Optional<Lap> bare = measure("bare", race, () -> new Bare(ground, run, trial));
            Optional<Lap> stewards = measure("stewards", race, () -> stewards(ground, run, trial));
            bare.ifPresent(lap -> report.add(lap.measured()));
            stewards.ifPresent(lap -> report.add(lap.measured()));
            if (bare.isPresent() && stewards.isPresent()) {
                compare(report, stewards.get().measured(), bare.get().measured());
            }
            bare.ifPresent(lap -> tell(report, "bare", lap.costs()));
            stewards.ifPresent(lap -> tell(report, "stewards", lap.costs()));
            progress.end();
            output.publish(report);
        }
        return 0;
    }

    /** As many as the stewards' topics have, so that the bare topology is beside them and not ahead. */
    private int partitions(Ground ground) {
        if (!kafka.hasBootstrap()) {
            return kafka.partitions().orElse(DEFAULT_PARTITIONS);
        }
        try (Cluster cluster = new Cluster(ground.kafka())) {
            return cluster.partitions(Topic.FACTS.topicName()).size();
        }
    }

    private Map<String, Object> settings(Run run, Trial trial) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("run", run.id());
        settings.put("broker", kafka.hasBootstrap() ? kafka.connection().bootstrap() : "own");
        settings.putAll(trial.settings());
        races.describe(settings);
        return settings;
    }

    private Stewards stewards(Ground ground, Run run, Trial trial) {
        return kafka.hasBootstrap()
                ? new Stewards(run, new Asks("BENCH"), trial.wallets(), new RunningStewards())
                : Stewards.own(ground, run, trial);
    }

    /** Makes a contender. */
    private interface Maker {
        Contender make();
    }

    private Optional<Lap> measure(String name, Race race, Maker maker) {
        if (!only.isEmpty() && !only.equals(name)) {
            return Optional.empty();
        }
        try (Contender contender = maker.make()) {
            return Optional.of(races.measure(race, contender));
        }
    }

    private static void tell(Report report, String name, Map<String, Double> costs) {
        costs.forEach((cost, each) -> report.figure(name + ", for each transfer: " + cost, each));
    }

    private void compare(Report report, Measured stewards, Measured bare) {
        if (races.isRoundTrip()) {
            report.figure("stewards / bare, p50", stewards.percentile(50) / bare.percentile(50));
            report.figure("stewards / bare, p99", stewards.percentile(99) / bare.percentile(99));
        } else {
            report.figure("stewards / bare", stewards.perSecond() / bare.perSecond());
        }
    }
}
