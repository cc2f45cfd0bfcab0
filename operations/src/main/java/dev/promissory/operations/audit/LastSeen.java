package dev.promissory.operations.audit;

import dev.promissory.domain.WalletId;
import dev.promissory.operations.scratch.Rows;
import java.nio.ByteBuffer;

/** In which round each wallet was last seen to move. There may be many, so they lie in rows. */
final class LastSeen {

    private final Rows rows;

    LastSeen(Rows rows) {
        this.rows = rows;
    }

    void note(WalletId id, int round) {
        rows.put(
                FactCheck.key(id),
                ByteBuffer.allocate(Integer.BYTES).putInt(round).array());
    }

    boolean isIn(WalletId id, int round) {
        byte[] seen = rows.get(FactCheck.key(id));
        return seen != null && ByteBuffer.wrap(seen).getInt() == round;
    }
}
