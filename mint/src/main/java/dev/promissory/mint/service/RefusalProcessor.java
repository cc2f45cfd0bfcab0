package dev.promissory.mint.service;

import dev.promissory.domain.Currency;
import dev.promissory.protocol.Outcome;
import dev.promissory.reactions.Outbox;
import dev.promissory.reactions.OutcomeReading;
import dev.promissory.steward.Origin;
import dev.promissory.steward.Outgoing;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Hears on wallet.outcomes when a steward refused what the mint asked: that is no fact, so no fact will ever tell. What
 * was accepted the facts tell.
 */
final class RefusalProcessor implements Processor<byte[], byte[], byte[], Outgoing> {

    private final MintRules rules;
    private final MintMetrics metrics;
    private ProcessorContext<byte[], Outgoing> context;
    private MintStores stores;
    private Observation observation;

    RefusalProcessor(MintRules rules, MintMetrics metrics) {
        this.rules = rules;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        this.context = context;
        this.stores = MintStores.of(context, rules.rememberFor(), rules.layout());
        MintLedger ledger = new MintLedger(context, stores, rules, metrics);
        this.observation = new Observation(stores, ledger, new MintSteward(rules.wallet(), rules.rate()));
    }

    /** A refusal that is heard again finds nothing open; so the position needs no keeping of its own. */
    @Override
    public void process(Record<byte[], byte[]> record) {
        Optional<Currency> currency = Outbox.answeredAbout(Mint.NAME, record.headers())
                .filter(Currency::isValid)
                .map(Currency::new);
        if (currency.isPresent()
                && OutcomeReading.read(record.value()).orElse(null) instanceof Outcome.Rejected rejected
                && rejected.walletId().equals(rules.wallet())) {
            observation.see(
                    new Sighting.Failed(rejected.commandId(), currency.get(), rejected.rejection()),
                    Origin.of(context, record));
        }
    }
}
