package dev.promissory.operations.audit;

import dev.promissory.domain.WalletId;
import dev.promissory.operations.scratch.Rows;
import dev.promissory.protocol.Sha256;
import dev.promissory.views.SeenLine;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The lines of the views' statements, each held against its fact. A line is written once and never changed, so that it is
 * there and right is all there is to know; of each only a digest is kept.
 */
final class ViewLines {

    /** Enough to tell rows apart that nobody has made alike on purpose: whoever could, could write the facts as well. */
    private static final int DIGEST_BYTES = 16;

    private final Side side;
    private final Rows kept;
    private final MessageDigest sha256 = Sha256.digest();
    private long compared;
    private long behind;

    ViewLines(Side side, Rows kept) {
        this.side = side;
        this.kept = kept;
    }

    /** @param row as it is kept; null when it was removed */
    void keep(byte[] key, byte[] row) {
        if (Damaged.ifReadable(() -> SeenLine.walletOf(key)).isEmpty()) {
            side.differences()
                    .add(side.where(), "unreadable", side.name() + " has a line under a key that nobody writes");
            return;
        }
        kept.put(key, row == null ? null : digest(row));
    }

    long compared() {
        return compared;
    }

    long behind() {
        return behind;
    }

    void folded(GoodFact fact) {
        long sequence = fact.fact().sequence();
        byte[] key = SeenLine.key(fact.walletId(), sequence);
        byte[] found = kept.get(key);
        if (found == null) {
            lack(fact);
            return;
        }
        // What is left in the end has no fact.
        kept.put(key, null);
        byte[] row = SeenLine.row(
                fact.fact(), fact.offset(), fact.hash(), fact.record().value());
        if (Arrays.equals(found, digest(row))) {
            compared++;
        } else {
            side.report("differs", fact.walletId(), sequence, "has another line than the fact makes");
        }
    }

    /** Lines that no fact led to. */
    void end() {
        kept.forEach((key, row) -> {
            WalletId id = SeenLine.walletOf(key);
            side.report("ahead", id, SeenLine.sequenceOf(key), "has a line whose fact is not there");
        });
    }

    private void lack(GoodFact fact) {
        if (side.mustKnow(fact)) {
            side.report("missed", fact.walletId(), fact.fact().sequence(), "lacks the line of this fact");
        } else {
            behind++;
        }
    }

    private byte[] digest(byte[] row) {
        return Arrays.copyOf(sha256.digest(row), DIGEST_BYTES);
    }
}
