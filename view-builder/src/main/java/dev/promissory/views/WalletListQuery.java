package dev.promissory.views;

import dev.promissory.domain.WalletId;
import dev.promissory.views.WalletQueries.WalletAsOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;

/** Lists wallets, in the order of their ids. */
final class WalletListQuery {

    /** How many wallets one page looks at; a filter that few of them pass gives short pages, not slow ones. */
    static final int MAX_LOOKED_AT = 10_000;

    private final Partitions partitions;

    WalletListQuery(Partitions partitions) {
        this.partitions = partitions;
    }

    /** Doubt and metadata are found by index; of the rest, a page looks at {@link #MAX_LOOKED_AT} wallets. */
    Listed<WalletAsOf> wallets(WalletFilter filter, int limit, Optional<String> cursor) {
        List<Partitions.Part> parts = partitions.all();
        Optional<WalletId> last = cursor.map(c -> Cursor.read(filter.list(), c)).map(WalletListQuery::walletId);
        try (MergedRange<WalletAsOf> range = find(filter, parts, last)) {
            List<WalletAsOf> items = new ArrayList<>();
            Optional<String> next = Optional.empty();
            for (int lookedAt = 0; range.hasNext() && items.size() < limit && lookedAt < MAX_LOOKED_AT; lookedAt++) {
                KeyValue<Bytes, WalletAsOf> found = range.next();
                WalletRow row = found.value.row();
                if (filter.wants(row)) {
                    items.add(found.value);
                }
                next = range.hasNext()
                        ? Optional.of(
                                Cursor.after(filter.list(), row.wallet().id().value()))
                        : Optional.empty();
            }
            return Listed.over(parts, items, next);
        }
    }

    private static MergedRange<WalletAsOf> find(
            WalletFilter filter, List<Partitions.Part> parts, Optional<WalletId> last) {
        if (!filter.doubts().isEmpty()) {
            return doubted(parts, last);
        }
        return filter.term()
                .map(term -> described(parts, term, last))
                .orElseGet(() ->
                        WalletQueries.range(parts, last.map(Keys::afterWallet).orElseGet(Keys::firstWallet)));
    }

    /** Those that have an entry: whether it is a wallet's, and for what it is doubted, their rows tell. */
    private static MergedRange<WalletAsOf> doubted(List<Partitions.Part> parts, Optional<WalletId> last) {
        Bytes from = last.map(Keys::afterDoubted).orElseGet(Keys::firstDoubted);
        return MergedRange.open(
                parts,
                part -> part.wallets().range(from, Keys.lastDoubted()),
                (part, key, row) -> new WalletAsOf(current(part, Keys.walletOfDoubted(key)), part.asOf()),
                (one, other) -> one);
    }

    /** Wallets that were described so at some time; whether they still are, their rows tell. */
    private static MergedRange<WalletAsOf> described(List<Partitions.Part> parts, Term term, Optional<WalletId> last) {
        Bytes from = last.map(id -> Keys.afterDescribed(term, id)).orElseGet(() -> Keys.firstDescribed(term));
        return MergedRange.open(
                parts,
                part -> part.wallets().range(from, Keys.lastDescribed(term)),
                (part, key, row) -> new WalletAsOf(current(part, Keys.walletOfDescribed(key)), part.asOf()),
                (one, other) -> one);
    }

    /** After a crash, the wallet may be seen as it was before it was described for the first time. */
    private static WalletRow current(Partitions.Part part, WalletId id) {
        byte[] row = part.wallets().get(Keys.wallet(id));
        return row == null ? WalletRow.unknown(id) : WalletRow.fromBytes(id, row);
    }

    private static WalletId walletId(String last) {
        if (!WalletId.isValid(last)) {
            throw ViewProblems.badCursor();
        }
        return new WalletId(last);
    }
}
