package dev.promissory.operations.audit;

import dev.promissory.domain.HoldId;
import dev.promissory.domain.WalletId;
import dev.promissory.operations.scratch.Rows;
import dev.promissory.views.SeenHold;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** All holds as the facts tell them, by wallet and name. */
final class FoldedHolds {

    private final Rows rows;
    private final Comparison<SeenHold> views;

    FoldedHolds(Rows rows, Comparison<SeenHold> views) {
        this.rows = rows;
        this.views = views;
    }

    void fold(GoodFact fact) {
        WalletId id = fact.walletId();
        SeenHold.placedBy(fact.fact()).ifPresent(hold -> put(id, fact.fact().sequence(), 0, hold, fact));
        SeenHold.changedBy(fact.fact()).ifPresent(holdId -> {
            byte[] row = rows.get(key(id, holdId));
            // A fact of a hold that was never placed: no steward writes it, and its wallet's balances do not agree.
            if (row != null) {
                SeenHold before = SeenHold.read(Arrays.copyOfRange(row, Long.BYTES, row.length));
                long placedAs = ByteBuffer.wrap(row).getLong();
                put(id, placedAs, before.lastSequence(), before.after(fact.fact()), fact);
            }
        });
    }

    private void put(WalletId id, long placedAs, long before, SeenHold hold, GoodFact fact) {
        byte[] bytes = hold.toBytes();
        byte[] row = ByteBuffer.allocate(Long.BYTES + bytes.length)
                .putLong(placedAs)
                .put(bytes)
                .array();
        rows.put(key(id, hold.holdId()), row);
        views.folded(SeenHold.key(id, placedAs), before, hold, fact);
    }

    private static byte[] key(WalletId id, HoldId holdId) {
        return (id.value() + '\0' + holdId.value()).getBytes(StandardCharsets.US_ASCII);
    }
}
