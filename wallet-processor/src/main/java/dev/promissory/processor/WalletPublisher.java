package dev.promissory.processor;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.Timer;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.MessageJson;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.TimerJson;
import dev.promissory.steward.Asker;
import dev.promissory.steward.Origin;
import dev.promissory.steward.Outgoing;
import dev.promissory.steward.Publisher;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** What the wallets' stewards publish: each kind as JSON, keyed by its wallet, on its sink. */
final class WalletPublisher {

    private final Publisher publisher;

    WalletPublisher(ProcessorContext<byte[], Outgoing> context, Sealer sealer) {
        this.publisher = new Publisher(context, sealer);
    }

    /**
     * The hash that the wallet's next fact builds on.
     *
     * @param fingerprint of the command that led to it; empty when a timer did
     */
    byte[] fact(Fact fact, byte[] previousHash, Origin origin, Optional<byte[]> fingerprint) {
        return publisher.fact(
                StewardTopology.FACTS_SINK,
                key(fact.walletId()),
                FactJson.write(fact),
                fact.head().at().toEpochMilli(),
                previousHash,
                origin,
                fingerprint);
    }

    void message(Message message, Origin origin, Optional<byte[]> fingerprint) {
        publisher.message(
                StewardTopology.TRANSFERS_SINK,
                key(message.addressee()),
                MessageJson.write(message),
                origin,
                fingerprint);
    }

    /** @param fingerprint of the command; empty when it could not be read */
    void outcome(Outcome outcome, Origin origin, Optional<byte[]> fingerprint) {
        publisher.outcome(
                StewardTopology.OUTCOMES_SINK,
                key(outcome.walletId()),
                OutcomeJson.write(outcome),
                Asker.of(origin.headers()),
                origin,
                fingerprint);
    }

    /** What would have been the answer. */
    void dryRun(Outcome outcome, Origin origin, byte[] fingerprint) {
        publisher.dryRun(
                StewardTopology.OUTCOMES_SINK,
                key(outcome.walletId()),
                OutcomeJson.writeDryRun(outcome),
                Asker.of(origin.headers()),
                origin,
                Optional.of(fingerprint));
    }

    /** @param nowMs the time of the record that carries it, until the broker gives it its own */
    void timer(Timer timer, long nowMs) {
        publisher.plain(StewardTopology.TIMERS_SINK, key(timer.addressee()), TimerJson.write(timer), nowMs);
    }

    void deadLetter(byte[] key, byte[] value, String reason, Origin origin) {
        publisher.deadLetter(StewardTopology.DEAD_LETTERS_SINK, key, value, reason, origin);
    }

    private static byte[] key(WalletId walletId) {
        return HeaderNames.text(walletId.value());
    }
}
