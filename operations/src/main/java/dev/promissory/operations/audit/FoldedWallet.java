package dev.promissory.operations.audit;

import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.processor.KeptWallet;
import dev.promissory.protocol.FactSeal;
import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * A wallet as its good facts make it.
 *
 * @param lastHash of the last of them
 * @param firstFactAt the time of the first; the epoch before it
 * @param gap whether facts that cannot follow yet have been met since the last good one, and told of
 */
record FoldedWallet(Wallet wallet, byte[] lastHash, Instant firstFactAt, boolean gap) {

    static FoldedWallet unopened(WalletId id) {
        return new FoldedWallet(Wallet.unopened(id), FactSeal.noPreviousHash(), Instant.EPOCH, false);
    }

    FoldedWallet after(Wallet changed, byte[] hash) {
        Instant first = wallet.sequence() == 0 ? changed.lastFactAt() : firstFactAt;
        return new FoldedWallet(changed, hash, first, false);
    }

    FoldedWallet withGap() {
        return new FoldedWallet(wallet, lastHash, firstFactAt, true);
    }

    byte[] toBytes() {
        byte[] row = new KeptWallet(wallet, lastHash).write();
        return ByteBuffer.allocate(Long.BYTES + 1 + row.length)
                .putLong(firstFactAt.toEpochMilli())
                .put((byte) (gap ? 1 : 0))
                .put(row)
                .array();
    }

    static FoldedWallet fromBytes(WalletId id, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Instant first = Instant.ofEpochMilli(buffer.getLong());
        boolean gap = buffer.get() == 1;
        byte[] row = new byte[buffer.remaining()];
        buffer.get(row);
        KeptWallet kept = KeptWallet.read(id, row);
        return new FoldedWallet(kept.wallet(), kept.lastHash(), first, gap);
    }
}
