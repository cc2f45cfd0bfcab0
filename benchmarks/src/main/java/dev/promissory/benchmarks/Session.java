package dev.promissory.benchmarks;

import dev.promissory.benchmarks.http.Answer;
import dev.promissory.benchmarks.http.Site;
import dev.promissory.benchmarks.load.EarlyEnd;
import dev.promissory.benchmarks.load.Load;
import dev.promissory.benchmarks.load.Recorder;
import dev.promissory.benchmarks.load.Requests;
import dev.promissory.benchmarks.report.Measured;
import dev.promissory.benchmarks.report.Report;
import dev.promissory.benchmarks.wallets.Asks;
import dev.promissory.benchmarks.wallets.BenchWallets;
import dev.promissory.benchmarks.wallets.Run;
import dev.promissory.launcher.ProgressBar;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hc.core5.http.ContentType;

/** One benchmark on a running system, from the opening of its wallets to their end, which comes after a signal too. */
final class Session {

    /** More than any run can spend. */
    private static final String FUNDS = "1000000000.00";

    private final SessionOptions options;
    private final Site gateway;
    private final Site views;
    private final Asks asks;
    private final ProgressBar progress;
    private final EarlyEnd early;
    private final Run run;
    private final BenchWallets wallets;
    private final Report report;
    private int count;

    /** What is measured, once the wallets are there. */
    interface Work {
        void measure(Session session) throws InterruptedException;
    }

    private Session(
            String benchmark,
            Map<String, Object> more,
            SessionOptions options,
            Site gateway,
            Site views,
            ProgressBar progress,
            EarlyEnd early,
            Run run) {
        this.options = options;
        this.gateway = gateway;
        this.views = views;
        this.asks = new Asks(options.wallets.currency());
        this.progress = progress;
        this.early = early;
        this.run = run;
        this.wallets = new BenchWallets(run, gateway, views, asks, progress, early);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("url", gateway.toString());
        settings.put("run", run.id());
        settings.putAll(more);
        options.load.describe(settings);
        this.report = new Report(benchmark, settings);
    }

    /**
     * @param more settings that only this benchmark has
     * @return the exit status: 1 when something failed
     */
    static int run(String benchmark, Map<String, Object> more, SessionOptions options, Work work)
            throws InterruptedException {
        Run run = options.wallets.earlier().orElseGet(Run::fresh);
        try (Site gateway = options.system.gateway(options.load.connections());
                Site views = options.system.views(options.load.connections());
                ProgressBar progress = ProgressBar.start("bench");
                EarlyEnd early =
                        EarlyEnd.watch("bench: ending; the wallets of run " + run.id() + " are put in order")) {
            return new Session(benchmark, more, options, gateway, views, progress, early, run).run(work);
        }
    }

    private int run(Work work) throws InterruptedException {
        boolean isCleanedUp;
        if (options.wallets.earlier().isPresent()) {
            // Refused before anything is touched.
            count = wallets.find(options.wallets.toBeFound());
        }
        System.err.println("bench: this is run " + run.id() + "; should it be killed, its wallets are closed by:"
                + " ./promissory bench clean-up " + run.id() + " --url " + gateway);
        try {
            openUnlessThere();
            if (!early.getAsBoolean()) {
                work.measure(this);
            }
        } finally {
            isCleanedUp = options.wallets.kept() || wallets.cleanUp() == 0;
        }
        if (early.getAsBoolean()) {
            report.endedEarly();
        }
        progress.close();
        options.report.publish(report);
        if (!isCleanedUp) {
            System.err.println("bench: not all wallets of run " + run.id() + " could be closed; try clean-up later");
        }
        return isCleanedUp && report.isWithoutFailure() ? 0 : 1;
    }

    private void openUnlessThere() {
        if (options.wallets.earlier().isEmpty()) {
            count = options.wallets.toBeOpened();
            wallets.open(count);
        }
        report.setting("wallets", count);
    }

    /** Puts so much into every wallet that none can run out. */
    void fund() {
        wallets.fund(count, FUNDS);
    }

    /** Makes the requests for a while unmeasured, then measured. */
    void measure(String what, Load load, Requests requests) throws InterruptedException {
        watch(what + ", warm-up", load, requests, options.load.warmUp());
        report.add(Measured.of(
                what, watch(what, load, requests, options.load.measured()).result()));
    }

    /** Makes the requests and shows how it gets on. */
    Recorder watch(String what, Load load, Requests requests, Duration duration) throws InterruptedException {
        Recorder recorder = new Recorder();
        Onlooker onlooker = Onlooker.look(progress, what, duration, recorder);
        try {
            load.run(requests, duration, recorder);
        } finally {
            onlooker.end();
        }
        return recorder;
    }

    Load load() {
        return options.load.load(early);
    }

    EarlyEnd early() {
        return early;
    }

    int wallets() {
        return count;
    }

    String wallet(long number) {
        return wallets.id(number % count);
    }

    Asks asks() {
        return asks;
    }

    Site gateway() {
        return gateway;
    }

    Site views() {
        return views;
    }

    Report report() {
        return report;
    }

    Answer deposit(String wallet) {
        return post(wallet, "deposits", "{\"amount\":\"1.00\",\"currency\":\"" + asks.currency() + "\"}");
    }

    Answer transfer(String from, String to) {
        return post(
                from,
                "transfers",
                "{\"to\":\"" + to + "\",\"amount\":\"1.00\",\"currency\":\"" + asks.currency() + "\"}");
    }

    private Answer post(String wallet, String what, String body) {
        return gateway.post(
                "/wallets/" + wallet + "/" + what, body.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON);
    }
}
