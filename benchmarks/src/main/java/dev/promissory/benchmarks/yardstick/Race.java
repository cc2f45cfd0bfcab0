package dev.promissory.benchmarks.yardstick;

import dev.promissory.benchmarks.load.Recorder;
import dev.promissory.benchmarks.report.Measured;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.operations.log.Progress;
import java.time.Duration;
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

    /** Commands that lie in the topic already, until both facts of each are committed. */
    Measured throughput(Contender contender) {
        try (CommandLog log = new CommandLog(kafka, CommandLog.AHEAD);
                FactCount facts = new FactCount(new Tail(kafka, contender.facts(), contender.keyPrefix()), progress)) {
            long before = contender.prepare(log);
            long all = trial.warmUp() + trial.transfers();
            for (long number = 0; number < all; number++) {
                log.write(transfer(contender, number));
            }
            log.flush();
            contender.start();
            long started = facts.await(contender.name() + " facts, warm-up", before + 2 * trial.warmUp());
            long counted = facts.counted();
            long ended = facts.await(contender.name() + " facts", before + 2 * all);
            long measured = facts.counted() - counted;
            long after = contender.finish(log);
            log.flush();
            if (after > 0) {
                facts.await("facts of wallets closed", before + 2 * all + after);
            }
            return Measured.rate(contender.name() + " transfers", measured / 2, (ended - started) / 1e9);
        }
    }

    /** Commands at a fixed rate, each from when it was due until its outcome is committed and read. */
    Measured roundTrip(Contender contender, int rate, Duration warmUp, Duration duration) {
        try (CommandLog log = new CommandLog(kafka, Duration.ZERO);
                FactCount facts = new FactCount(new Tail(kafka, contender.facts(), contender.keyPrefix()), progress)) {
            long before = contender.prepare(log);
            log.flush();
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
            return measured;
        }
    }

    private ProducerRecord<byte[], byte[]> transfer(Contender contender, long number) {
        return contender.transfer(
                trial.pattern().sender(number, trial.wallets()), trial.pattern().receiver(number, trial.wallets()));
    }
}
