package dev.promissory.views;

import dev.promissory.domain.Currency;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Sums the supply over all partitions. Each row is read once, and what a fact does to a row it does in one put: so every
 * sum conserves, also while facts arrive. Each fact tells of one wallet alone and counts its money out of the balance
 * into flight (promised, or reserved for a journal) or the other way (received, returned); that others agree, that a
 * promise is settled or released, and holds move nothing. So it does not matter how many wallets a promise has, nor how
 * far each partition is. A receiver's partition may be ahead of its sender's; then what is in flight is for a moment less
 * than it was, even below zero, and the balances are more by as much.
 */
final class SupplyQuery {

    private final Partitions partitions;

    SupplyQuery(Partitions partitions) {
        this.partitions = partitions;
    }

    /** @param trust of all wallets: the figures hold what each was by its last verified fact */
    record Supply(SortedMap<Currency, SupplyRow> byCurrency, Instant asOf, SharedTrust trust) {
        Supply {
            byCurrency = Collections.unmodifiableSortedMap(byCurrency);
        }
    }

    Supply supply() {
        List<Partitions.Part> parts = partitions.all();
        SortedMap<Currency, SupplyRow> sums = new TreeMap<>();
        for (Partitions.Part part : parts) {
            try (KeyValueIterator<Bytes, byte[]> rows = part.supply().all()) {
                while (rows.hasNext()) {
                    KeyValue<Bytes, byte[]> row = rows.next();
                    Currency currency = Keys.currencyOf(row.key);
                    sums.merge(currency, SupplyRow.fromBytes(currency, row.value), SupplyRow::plus);
                }
            }
        }
        return new Supply(sums, Partitions.asOf(parts), Partitions.trust(parts));
    }
}
