package dev.promissory.processor;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.Sealer;
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

    /** The hash that the wallet's next fact builds on. */
    byte[] fact(Fact fact, byte[] previousHash, Origin origin, byte[] fingerprint) {
        return publisher.fact(
                StewardTopology.FACTS_SINK,
                key(fact.walletId()),
                FactJson.write(fact),
                fact.head().at().toEpochMilli(),
                previousHash,
                origin,
                Optional.of(fingerprint));
    }

    void message(Message message, byte[] value, Origin origin, byte[] fingerprint) {
        publisher.message(
                StewardTopology.TRANSFERS_SINK, key(message.addressee()), value, origin, Optional.of(fingerprint));
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

    void deadLetter(byte[] key, byte[] value, String reason, Origin origin) {
        publisher.deadLetter(StewardTopology.DEAD_LETTERS_SINK, key, value, reason, origin);
    }

    private static byte[] key(WalletId walletId) {
        return HeaderNames.text(walletId.value());
    }
}
