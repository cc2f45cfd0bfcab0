package dev.promissory.benchmarks.yardstick;

import dev.promissory.benchmarks.load.Recorder;
import dev.promissory.benchmarks.report.Measured;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.operations.log.Progress;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One contender at work. */
final class Race {

    private final KafkaConnection kafka;
    private final Trial trial;
    private final Progress progress;

    Race(KafkaConnection kafka, Trial trial, Progress progress) {
        this.kafka = kafka;
        this.trial = trial;
        this.progress = progress;
    }

    /**
     * Commands that lie in the topic already, until both facts of each are committed and nothing is left to do: a steward
     * also hears that its promise was kept.
     */
    Lap throughput(Contender contender) {
        try (CommandLog log = new CommandLog(kafka, CommandLog.AHEAD);
                CommandLog hidden = CommandLog.hidden(kafka, "promissory-bench-" + contender.keyPrefix());
                Backlog backlog = new Backlog(kafka, contender.application());
                FactCount facts = new FactCount(new Tail(kafka, contender.facts(), contender.keyPrefix()), progress)) {
            long before = contender.prepare(log);
            write(contender, log, 0, trial.warmUp());
            contender.start();
            long warm = before + 2 * trial.warmUp();
            facts.await(contender.name() + " facts, warm-up", warm);
            backlog.awaitEnd();
            Costs unasked = Costs.of(contender, kafka);
            write(contender, hidden, trial.warmUp(), trial.transfers());
            long started = System.nanoTime();
            hidden.show();
            long all = warm + 2 * trial.transfers();
            facts.await(contender.name() + " facts", all);
            long ended = backlog.awaitEnd();
            Map<String, Double> costs = Costs.of(contender, kafka).since(unasked, trial.transfers());
            long after = contender.finish(log);
            log.flush();
            if (after > 0) {
                facts.await("facts of wallets closed", all + after);
            }
            return new Lap(
                    Measured.rate(contender.name() + " transfers", trial.transfers(), (ended - started) / 1e9), costs);
        }
    }

    private void write(Contender contender, CommandLog log, long first, long count) {
        for (long number = first; number < first + count; number++) {
            log.write(transfer(contender, number));
        }
        log.flush();
    }

    /** Commands at a fixed rate, each from when it was due until its outcome is committed and read. */
    Lap roundTrip(Contender contender, int rate, Duration warmUp, Duration duration) {
        try (CommandLog log = new CommandLog(kafka, Duration.ZERO);
                FactCount facts = new FactCount(new Tail(kafka, contender.facts(), contender.keyPrefix()), progress)) {
            long before = contender.prepare(log) + 2 * trial.warmUp();
            write(contender, log, 0, trial.warmUp());
            contender.start();
            facts.await(contender.name() + " facts, before", before);
            Recorder recorder;
            long made;
            try (RoundTrips trips = new RoundTrips(
                    new Tail(kafka, contender.outcomes(), contender.keyPrefix()),
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
