package dev.promissory.mint.service;

import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.NewerVersionException;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.UnreadableException;
import dev.promissory.protocol.WalletPartitions;
import dev.promissory.steward.Origin;
import dev.promissory.steward.Outgoing;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Takes sightings off mint.sightings, and believes those that the mint itself has signed, once each. */
final class SightingProcessor implements Processor<byte[], byte[], byte[], Outgoing> {

    private final MintRules rules;
    private final MintMetrics metrics;
    private ProcessorContext<byte[], Outgoing> context;
    private MintStores stores;
    private MintLedger ledger;
    private Observation observation;
    private Sealer sealer;

    SightingProcessor(MintRules rules, MintMetrics metrics) {
        this.rules = rules;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        this.context = context;
        this.stores = MintStores.of(context, rules.rememberFor(), rules.layout());
        this.ledger = new MintLedger(context, stores, rules, metrics);
        this.observation = new Observation(stores, ledger, new MintSteward(rules.wallet(), rules.rate()));
        this.sealer = new Sealer(rules.key());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Origin origin = Origin.of(context, record);
        if (!stores.applied().advance(origin.topic(), origin.offset())) {
            metrics.alreadyApplied();
            return;
        }
        Sighted sighted;
        try {
            sighted = read(record, origin);
        } catch (NewerVersionException e) {
            // A mint wrote it, so somebody is owed something: set aside, that would be forgotten.
            throw e.stopping("the sighting at " + origin.place());
        } catch (UnreadableException e) {
            ledger.deadLetter(record.key(), record.value(), e.getMessage(), origin);
            return;
        }
        if (stores.seen().advance(sighted)) {
            observation.see(sighted.sighting(), origin);
        } else {
            metrics.alreadyApplied();
        }
    }

    private Sighted read(Record<byte[], byte[]> record, Origin origin) {
        if (record.value() == null) {
            throw new UnreadableException("the record has no value");
        }
        if (!sealer.isSigned(origin.headers(), record.value())) {
            throw new UnreadableException("the mint has not signed this sighting");
        }
        Sighted sighted = SightingJson.read(record.value());
        byte[] key = HeaderNames.text(sighted.sighting().currency().code());
        if (!Arrays.equals(record.key(), key)
                || WalletPartitions.of(key, rules.layout().walletPartitions()) != origin.partition()) {
            throw new UnreadableException("the sighting is not where its currency lives");
        }
        return sighted;
    }
}
