package dev.promissory.rates;

import dev.promissory.rates.Sieve.Sifted;
import java.time.Clock;
import java.util.List;

/** Asks the source and publishes what can be believed. */
record Poll(GuardedSource source, RatesTopic topic, Sieve sieve, Clock clock) implements AutoCloseable {

    /** The settings' source and topic. */
    static Poll open(RateFeedSettings settings, Clock clock) {
        RatesTopic topic = RatesTopic.open(settings.topic());
        return of(settings, topic, clock);
    }

    static Poll of(RateFeedSettings settings, RatesTopic topic, Clock clock) {
        GuardedSource source = new GuardedSource(
                new HttpSource(settings.url(), settings.timeout()),
                new AnswerReader(settings.source()),
                settings.resilience(),
                clock);
        return new Poll(source, topic, new Sieve(settings.maxChange()), clock);
    }

    /**
     * Once.
     *
     * @throws SourceException when the source gives no answer that can be read
     * @throws dev.promissory.protocol.KafkaUnavailableException when Kafka does not answer
     */
    Sifted run() throws InterruptedException {
        List<Quotation> said = source.ask();
        topic.catchUp();
        Sifted sifted = sieve.sift(said, topic::published, topic.room(), clock.instant());
        topic.publish(sifted.fresh());
        return sifted;
    }

    @Override
    public void close() {
        source.close();
        topic.close();
    }
}
