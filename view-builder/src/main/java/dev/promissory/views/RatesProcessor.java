package dev.promissory.views;

import dev.promissory.protocol.Rate;
import dev.promissory.protocol.RateJson;
import dev.promissory.protocol.UnreadableException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the last rate of each pair, as its record has it. Anybody may write to wallet.rates, and nothing on it may stop
 * the views: what is no rate is counted and changes nothing, and so are pairs beyond as many as fit in memory.
 */
final class RatesProcessor implements Processor<byte[], byte[], Void, Void> {

    private final FoldMetrics metrics;

    private KeyValueStore<Bytes, byte[]> rates;

    RatesProcessor(FoldMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        rates = context.getStateStore(ViewTopology.RATES);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.key() != null && record.value() == null) {
            rates.delete(Bytes.wrap(record.key()));
            metrics.rate("removed");
        } else if (!isRate(record)) {
            metrics.rate("unreadable");
        } else {
            metrics.rate(keep(Bytes.wrap(record.key()), record.value()));
        }
    }

    private String keep(Bytes pair, byte[] rate) {
        // Of a store in memory the number is exact.
        if (rates.get(pair) == null && rates.approximateNumEntries() >= Rate.MAX_PAIRS) {
            return "too-many";
        }
        rates.put(pair, rate);
        return "read";
    }

    private static boolean isRate(Record<byte[], byte[]> record) {
        try {
            RateJson.read(record.key(), record.value());
            return true;
        } catch (UnreadableException e) {
            return false;
        }
    }
}
