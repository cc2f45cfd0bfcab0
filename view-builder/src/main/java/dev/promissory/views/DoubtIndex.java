package dev.promissory.views;

import dev.promissory.domain.WalletId;
import dev.promissory.views.Trust.Doubt;
import dev.promissory.views.Trust.Kind;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The doubted wallets and journals of a partition by their ids, apart from all others, so that nobody looks through those to
 * find or count them; and whether any fact was folded without the stewards' key.
 *
 * <p>An entry follows from the row it is about, and is put or removed right before that, into the same store. After a crash
 * either may be older than the other; then the records that changed them come again, and each makes the two agree.
 */
final class DoubtIndex {

    private static final int VERSION = 1;

    private final Table wallets;
    private final Doubts.Count count;
    private boolean keyed;

    /** @param count of just what is in the table */
    DoubtIndex(Table wallets, Doubts.Count count) {
        this.wallets = wallets;
        this.count = count;
        this.keyed = wallets.get(Keys.withoutKey()) == null;
    }

    /** Counts what is in a store. */
    static Doubts.Count count(KeyValueStore<Bytes, byte[]> wallets) {
        Doubts.Count count = new Doubts.Count();
        if (wallets.get(Keys.withoutKey()) != null) {
            count.withoutKey();
        }
        try (KeyValueIterator<Bytes, byte[]> doubted = wallets.range(Keys.firstDoubted(), Keys.lastDoubted())) {
            while (doubted.hasNext()) {
                KeyValue<Bytes, byte[]> entry = doubted.next();
                count.more(read(entry.value).kind());
            }
        }
        return count;
    }

    static Optional<Doubt> find(Function<Bytes, byte[]> wallets, WalletId id) {
        return Optional.ofNullable(wallets.apply(Keys.doubted(id))).map(DoubtIndex::read);
    }

    /** To be called before the row is put. */
    void note(WalletId id, Trust before, Trust after) {
        if (keyed && !after.keyed()) {
            wallets.put(Keys.withoutKey(), new RowWriter(VERSION).bytes());
            keyed = false;
            count.withoutKey();
        }
        if (!before.doubt().equals(after.doubt())) {
            say(id, after.doubt());
        }
    }

    /** To be called when nothing new is said of the wallet. */
    void agreeWith(WalletRow row) {
        say(row.wallet().id(), row.trust().doubt());
    }

    private void say(WalletId id, Optional<Doubt> doubt) {
        Optional<Doubt> known = find(wallets::get, id);
        if (!known.equals(doubt)) {
            wallets.put(Keys.doubted(id), doubt.map(DoubtIndex::entry).orElse(null));
            known.ifPresent(before -> count.less(before.kind()));
            doubt.ifPresent(now -> count.more(now.kind()));
        }
    }

    private static byte[] entry(Doubt doubt) {
        return new RowWriter(VERSION)
                .one(doubt.kind().ordinal())
                .number(doubt.sequence())
                .time(doubt.since())
                .bytes();
    }

    private static Doubt read(byte[] entry) {
        RowReader row = new RowReader(entry, VERSION);
        Kind kind = Kind.values()[row.one()];
        long sequence = row.number();
        Instant since = row.time();
        return new Doubt(kind, sequence, since);
    }
}
