package dev.promissory.views;

import dev.promissory.protocol.Rate;
import dev.promissory.protocol.RateJson;
import dev.promissory.protocol.UnreadableException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Keeps the rate of the latest time of each pair, as its record has it: two feeds of one pair do not overwrite each other's
 * newer prices with older ones. Anybody may write to wallet.rates, and nothing on it may stop
 * the views: what is no rate is counted and changes nothing, and so are pairs beyond as many as fit in memory.
 */
final class RatesProcessor implements Processor<byte[], byte[], Void, Void> {

    private final FoldMetrics metrics;

    private ProcessorContext<Void, Void> context;
    private KeyValueStore<Bytes, byte[]> rates;

    RatesProcessor(FoldMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        rates = context.getStateStore(ViewTopology.RATES);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (record.key() != null && record.value() == null) {
            rates.delete(Bytes.wrap(record.key()));
            metrics.rate("removed");
        } else {
            metrics.rate(read(record).map(rate -> keep(rate, record)).orElse("unreadable"));
        }
    }

    private String keep(Rate rate, Record<byte[], byte[]> record) {
        Bytes pair = Bytes.wrap(record.key());
        byte[] known = rates.get(pair);
        // Of a store in memory the number is exact.
        if (known == null && rates.approximateNumEntries() >= Rate.MAX_PAIRS) {
            return "too-many";
        }
        if (known != null && isOutdated(rate, RateJson.read(known))) {
            return "outdated";
        }
        rates.put(pair, record.value());
        return "read";
    }

    /** A time that has not come outdates nothing: one wrong clock would keep all rates out until then. */
    private boolean isOutdated(Rate rate, Rate known) {
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        return rate.at().isBefore(known.at()) && !known.isFromTheFuture(now);
    }

    private static Optional<Rate> read(Record<byte[], byte[]> record) {
        try {
            return Optional.of(RateJson.read(record.key(), record.value()));
        } catch (UnreadableException e) {
            return Optional.empty();
        }
    }
}
