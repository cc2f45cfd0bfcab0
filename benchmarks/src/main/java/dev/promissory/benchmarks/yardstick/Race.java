package dev.promissory.benchmarks.yardstick;

import dev.promissory.benchmarks.load.Recorder;
import dev.promissory.benchmarks.report.Measured;
import dev.promissory.operations.log.Progress;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One contender at work. */
final class Race {

    private final Ground ground;
    private final Trial trial;
    private final Progress progress;

    Race(Ground ground, Trial trial, Progress progress) {
        this.ground = ground;
        this.trial = trial;
        this.progress = progress;
    }

    /**
     * Transfers, until both facts of each are committed. On a broker of the bench's own their commands lie in the topic
     * already, and it ends when nothing is left to do: a steward also hears that its promise was kept. Elsewhere others
     * write, too, and their commands must not wait behind hidden ones: there the commands are written meanwhile.
     */
    Lap throughput(Contender contender) {
        try (CommandLog log = new CommandLog(ground.kafka(), CommandLog.AHEAD);
                FactCount facts = facts(contender)) {
            long warm = contender.prepare(log) + 2 * trial.warmUp();
            long all = warm + 2 * trial.transfers();
            write(contender, log, 0, trial.warmUp());
            contender.start();
            facts.await(contender.name() + " facts, warm-up", warm);
            Lap lap = ground.isOwn()
                    ? writtenBefore(contender, facts, all)
                    : writtenMeanwhile(contender, log, facts, all);
            long after = contender.finish(log);
            log.flush();
            if (after > 0) {
                facts.await("facts of wallets closed", all + after);
            }
            return lap;
        }
    }

    private Lap writtenBefore(Contender contender, FactCount facts, long all) {
        int writers = trial.instances() * trial.threads() + 1;
        try (Backlog backlog = new Backlog(ground.kafka(), contender.application(), writers);
                CommandLog hidden = CommandLog.hidden(ground.kafka(), "promissory-bench-" + contender.keyPrefix())) {
            backlog.awaitEnd();
            Costs unasked = Costs.of(contender, ground.kafka());
            write(contender, hidden, trial.warmUp(), trial.transfers());
            Costs asked = Costs.of(contender, ground.kafka());
            long started = System.nanoTime();
            hidden.show();
            facts.await(contender.name() + " facts", all);
            long ended = backlog.awaitEnd();
            Costs done = Costs.of(contender, ground.kafka());
            return lap(contender, ended - started, done.since(asked, unasked, trial.transfers()));
        }
    }

    private Lap writtenMeanwhile(Contender contender, CommandLog log, FactCount facts, long all) {
        long started = System.nanoTime();
        write(contender, log, trial.warmUp(), trial.transfers());
        long ended = facts.await(contender.name() + " facts", all);
        return lap(contender, ended - started, Map.of());
    }

    private Lap lap(Contender contender, long nanos, Map<String, Double> costs) {
        return new Lap(Measured.rate(contender.name() + " transfers", trial.transfers(), nanos / 1e9), costs);
    }

    private FactCount facts(Contender contender) {
        return new FactCount(new Tail(ground.kafka(), contender.facts(), contender.keyPrefix()), progress);
    }

    private void write(Contender contender, CommandLog log, long first, long count) {
        for (long number = first; number < first + count; number++) {
            log.write(transfer(contender, number));
        }
        log.flush();
    }

    /** Commands at a fixed rate, each from when it was due until its outcome is committed and read. */
    Lap roundTrip(Contender contender, int rate, Duration warmUp, Duration duration) {
        try (CommandLog log = new CommandLog(ground.kafka(), Duration.ZERO);
                FactCount facts = facts(contender)) {
            long before = contender.prepare(log) + 2 * trial.warmUp();
            write(contender, log, 0, trial.warmUp());
            contender.start();
            facts.await(contender.name() + " facts, before", before);
            Recorder recorder;
            long made;
            try (RoundTrips trips = new RoundTrips(
                    new Tail(ground.kafka(), contender.outcomes(), contender.keyPrefix()),
                    number -> log.write(transfer(contender, number)),
                    number -> contender.keyPrefix() + trial.pattern().sender(number, trial.wallets()),
                    progress)) {
                trips.run(contender.name() + " round trips, warm-up", rate, warmUp);
                recorder = trips.run(contender.name() + " round trips", rate, duration);
                made = trips.made();
            }
            Measured measured = Measured.of(contender.name() + " round trips", recorder.result());
            long after = contender.finish(log);
            log.flush();
            facts.await("facts of all of them", before + 2 * made + after);
            return new Lap(measured, Map.of());
        }
    }

    private ProducerRecord<byte[], byte[]> transfer(Contender contender, long number) {
        return contender.transfer(
                trial.pattern().sender(number, trial.wallets()), trial.pattern().receiver(number, trial.wallets()));
    }
}
