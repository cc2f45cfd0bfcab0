package dev.promissory.benchmarks.yardstick;

import dev.promissory.benchmarks.report.Measured;
import dev.promissory.benchmarks.report.Report;
import dev.promissory.benchmarks.report.ReportOptions;
import dev.promissory.benchmarks.wallets.Asks;
import dev.promissory.benchmarks.wallets.Pattern;
import dev.promissory.benchmarks.wallets.Run;
import dev.promissory.launcher.ProgressBar;
import dev.promissory.operations.scratch.ScratchFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long services take to come back that have lost everything they had on disk. */
@Command(
        name = "restore",
        description =
                "How long stewards and views take until they are ready again, with empty folders, on a broker of their"
                        + " own in this process: the stewards from their changelogs, the views once from the facts and once from"
                        + " their changelogs.",
        mixinStandardHelpOptions = true)
public final class Restore implements Callable<Integer> {

    private static final long LOOK_AGAIN_MS = 5;

    @Option(
            names = "--wallets",
            paramLabel = "N",
            description = "How many wallets there are. Default: ${DEFAULT-VALUE}.")
    private int wallets = 100_000;

    @Option(
            names = "--transfers",
            paramLabel = "N",
            description = "How many transfers there were between them. Default: ${DEFAULT-VALUE}.")
    private long transfers = 100_000;

    @Option(names = "--partitions", paramLabel = "N", description = "Of every topic. Default: ${DEFAULT-VALUE}.")
    private int partitions = 4;

    @Option(names = "--threads", paramLabel = "N", description = "Stream threads of each. Default: ${DEFAULT-VALUE}.")
    private int threads = 2;

    @Mixin
    private ReportOptions output;

    /** What can be started anew, with an empty folder. */
    interface Restored extends AutoCloseable {

        Path stateDir();

        void start();

        boolean isReady();

        @Override
        void close();
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("wallets", wallets);
        settings.put("transfers", transfers);
        settings.put("partitions", partitions);
        settings.put("threads", threads);
        Report report = new Report("restore", settings);
        try (Ground ground = Ground.own();
                ProgressBar progress = ProgressBar.start("bench")) {
            measure(ground, progress, report);
            progress.end();
            output.publish(report);
        }
        return 0;
    }

    private void measure(Ground ground, ProgressBar progress, Report report) throws InterruptedException {
        Run run = Run.fresh();
        Asks asks = new Asks("EUR");
        OwnStewards own = new OwnStewards(ground.kafka(), ground.folder(), partitions, threads, 1);
        try (Stewards stewards = new Stewards(run, asks, wallets, own);
                OwnViews views = new OwnViews(ground.kafka(), ground.folder(), partitions, threads);
                CommandLog log = new CommandLog(ground.kafka(), CommandLog.AHEAD);
                FactCount facts =
                        new FactCount(new Tail(ground.kafka(), stewards.facts(), run.walletPrefix()), progress)) {
            long all = fill(stewards, log, facts);
            lose(own);
            long begin = System.nanoTime();
            double ready = secondsUntilReady(own);
            Changelogs changelogs = new Changelogs(ground.kafka());
            report.add(
                    Measured.rate("stewards' changelog offsets", changelogs.offsets("promissory-processor-"), ready));
            log.write(stewards.transfer(0, 1));
            log.flush();
            double answered = (facts.await("facts after it", all + 1) - begin) / 1e9;
            report.figure("seconds until the stewards' first fact", answered);
            facts.await("facts after it", all + 2);

            report.add(Measured.rate("facts folded by the views", all + 2, secondsUntilReady(views)));
            lose(views);
            report.add(Measured.rate(
                    "views' changelog offsets", changelogs.offsets("promissory-views"), secondsUntilReady(views)));
        }
    }

    /** How many facts there are then. */
    private long fill(Stewards stewards, CommandLog log, FactCount facts) {
        long before = stewards.prepare(log);
        for (long number = 0; number < transfers; number++) {
            log.write(stewards.transfer(
                    Pattern.SPREAD.sender(number, wallets), Pattern.SPREAD.receiver(number, wallets)));
        }
        log.flush();
        stewards.start();
        long all = before + 2 * transfers;
        facts.await("facts", all);
        return all;
    }

    private static void lose(Restored service) {
        service.close();
        new ScratchFolder(service.stateDir()).close();
    }

    private static double secondsUntilReady(Restored service) throws InterruptedException {
        long begin = System.nanoTime();
        service.start();
        while (!service.isReady()) {
            Thread.sleep(LOOK_AGAIN_MS);
        }
        return (System.nanoTime() - begin) / 1e9;
    }
}
