package dev.promissory.views;

import dev.promissory.domain.Fact;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import java.time.Instant;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * One wallet's past. A time is found by halving the sequences, 20 short reads among a million facts; the wallet as it was
 * is the last snapshot before, and the few facts since then folded anew.
 */
final class History {

    private final WalletId id;
    private final WalletRow newest;
    private final ReadOnlyKeyValueStore<Bytes, byte[]> wallets;

    /** @param newest the wallet's row; what came after it is not looked at */
    History(WalletRow newest, ReadOnlyKeyValueStore<Bytes, byte[]> wallets) {
        this.id = newest.wallet().id();
        this.newest = newest;
        this.wallets = wallets;
    }

    /** The sequence of the last fact whose time is not after this; 0 when there is none. */
    long lastUpTo(Instant time) {
        return last(at -> !at.isAfter(time));
    }

    /** The sequence of the last fact whose time is before this; 0 when there is none. */
    long lastBefore(Instant time) {
        return last(at -> at.isBefore(time));
    }

    /** Times never decrease with the sequence: {@link FactJudge} folds no fact that goes back. */
    private long last(Predicate<Instant> early) {
        long low = 0;
        long high = newest.wallet().sequence();
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            if (early.test(FoldedFact.at(row(middle)))) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * The wallet after the fact of this sequence, 1 to the newest. Its trust is today's, as far as it touches that.
     */
    WalletRow after(long sequence) {
        WalletRow row = sequence < newest.wallet().sequence() ? folded(snapshot(sequence), sequence) : newest;
        return row.trusted(newest.trust().upTo(sequence));
    }

    private WalletRow folded(WalletRow snapshot, long sequence) {
        if (snapshot.wallet().sequence() == sequence) {
            return snapshot;
        }
        WalletRow row = snapshot;
        Bytes first = Keys.fact(id, snapshot.wallet().sequence() + 1);
        try (KeyValueIterator<Bytes, byte[]> facts = wallets.range(first, Keys.fact(id, sequence))) {
            while (facts.hasNext()) {
                FoldedFact folded = FoldedFact.fromBytes(facts.next().value);
                Fact fact = FactJson.read(folded.value());
                row = row.folding(
                        fact, folded.offset(), folded.hash(), newest.trust().keyed());
            }
        }
        return row;
    }

    private WalletRow snapshot(long sequence) {
        try (KeyValueIterator<Bytes, byte[]> snapshots =
                wallets.reverseRange(Keys.snapshot(id, 1), Keys.snapshot(id, sequence))) {
            if (!snapshots.hasNext()) {
                return WalletRow.unknown(id);
            }
            KeyValue<Bytes, byte[]> last = snapshots.next();
            return WalletRow.fromBytes(id, last.value);
        }
    }

    private byte[] row(long sequence) {
        byte[] row = wallets.get(Keys.fact(id, sequence));
        if (row == null) {
            throw new IllegalStateException("the statement of wallet " + id + " lacks its line " + sequence);
        }
        return row;
    }
}
