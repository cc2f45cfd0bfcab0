package dev.promissory.mint.service;

import dev.promissory.domain.Currency;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.reactions.Outbox;
import dev.promissory.steward.Origin;
import dev.promissory.steward.Outgoing;
import dev.promissory.steward.Publisher;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Hears on wallet.outcomes when a steward refused what the mint asked: that is no fact, so no fact will ever tell. What
 * was accepted the facts tell. It keeps no state: partitions and times of wallet.outcomes are other people's choice.
 */
final class RefusalProcessor implements Processor<byte[], byte[], byte[], Outgoing> {

    private final MintRules rules;
    private final Optional<Sealer> stewards;
    private final Uuid outcomesId;
    private ProcessorContext<byte[], Outgoing> context;
    private Publisher publisher;

    /** @param stewardsKey the wallets' stewards'; without it a refusal is believed whoever wrote it */
    RefusalProcessor(MintRules rules, Optional<SigningKey> stewardsKey) {
        this.rules = rules;
        this.stewards = stewardsKey.map(Sealer::new);
        this.outcomesId = rules.layout().of(Topic.OUTCOMES.topicName()).id();
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        this.context = context;
        this.publisher = new Publisher(context, new Sealer(rules.key()));
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Optional<Currency> currency = Outbox.answeredAbout(Mint.NAME, record.headers())
                .filter(Currency::isValid)
                .map(Currency::new);
        if (currency.isPresent()
                && Json.ifReadable(record.value(), OutcomeJson::read).orElse(null) instanceof Outcome.Rejected rejected
                && rejected.walletId().equals(rules.wallet())
                && isSigned(record)) {
            Origin origin = Origin.of(context, record);
            Sighting failed = new Sighting.Failed(rejected.commandId(), currency.get(), rejected.rejection());
            publisher.message(
                    MintTopology.REFUSALS_SINK,
                    HeaderNames.text(currency.get().code()),
                    SightingJson.write(Sighted.at(failed, outcomesId, origin)),
                    origin,
                    Optional.empty());
        }
    }

    private boolean isSigned(Record<byte[], byte[]> record) {
        return stewards.map(own -> own.isSignedOutcome(record.headers(), record.value()))
                .orElse(true);
    }
}
