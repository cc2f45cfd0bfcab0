package dev.promissory.benchmarks;

import dev.promissory.benchmarks.http.Answer;
import dev.promissory.benchmarks.load.Clients;
import dev.promissory.benchmarks.load.Ending;
import dev.promissory.benchmarks.load.FixedRate;
import dev.promissory.benchmarks.load.Recorder;
import dev.promissory.benchmarks.load.Requests;
import dev.promissory.benchmarks.report.Measured;
import dev.promissory.benchmarks.wallets.Pattern;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Questions to the views, while they have something to fold. */
@Command(
        name = "queries",
        description =
                "GET /wallets/{id}, while transfers arrive; and how long it takes from the answer to a deposit until the"
                        + " view shows it, asked for without waiting for it.",
        mixinStandardHelpOptions = true)
final class Queries implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Mixin
    private SessionOptions options;

    @Option(
            names = "--transfers-rate",
            paramLabel = "N",
            description = "Transfers a second meanwhile. Default: ${DEFAULT-VALUE}.")
    private int transfersRate;

    @Option(
            names = "--probes-rate",
            paramLabel = "N",
            description = "Deposits a second that are looked for in the view; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int probesRate = 20;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, Object> more = new LinkedHashMap<>();
        more.put("transfersRate", transfersRate);
        more.put("probesRate", probesRate);
        return Session.run("queries", more, options, session -> {
            session.fund();
            during(session, options.load.warmUp());
            during(session, options.load.measured())
                    .forEach((name, recorder) -> session.report().add(Measured.of(name, recorder.result())));
        });
    }

    /** All three at the same time. */
    private Map<String, Recorder> during(Session session, Duration duration) throws InterruptedException {
        LinkedHashMap<String, Recorder> measured = new LinkedHashMap<>();
        Recorder freshness = new Recorder();
        Requests questions = Requests.of(
                request -> session.views().get(path(session, request)).ending());
        try (ExecutorService threads = Clients.each()) {
            if (transfersRate > 0) {
                Recorder transfers = new Recorder();
                threads.execute(() -> new FixedRate(transfersRate, session.early())
                        .run(Transfers.between(session, Pattern.SPREAD), duration, transfers));
                measured.put("transfers meanwhile", transfers);
            }
            if (probesRate > 0) {
                threads.execute(() -> new FixedRate(probesRate, session.early())
                        .run(request -> probe(session, request, freshness), duration, new Recorder()));
                measured.put("freshness", freshness);
            }
            measured.putFirst("queries", session.watch("queries", session.load(), questions, duration));
        }
        return measured;
    }

    private static String path(Session session, long request) {
        return "/wallets/" + session.wallet(request);
    }

    /** Counts from the answer to the deposit until the answer of the view that shows it. */
    private static Map<Ending, Long> probe(Session session, long request, Recorder freshness) {
        String path = path(session, request);
        Answer committed = session.deposit(session.wallet(request));
        long since = System.nanoTime();
        if (!committed.isGood()) {
            return record(freshness, since, committed.ending());
        }
        long wanted = committed.sequence();
        while (System.nanoTime() - since < PATIENCE.toNanos()) {
            Answer seen = session.views().get(path);
            if (!seen.isGood() || seen.sequence() >= wanted) {
                return record(freshness, since, seen.ending());
            }
        }
        return record(freshness, since, Ending.TIMED_OUT);
    }

    private static Map<Ending, Long> record(Recorder freshness, long since, Ending ending) {
        Map<Ending, Long> one = Map.of(ending, 1L);
        freshness.record(since, one);
        return one;
    }
}
