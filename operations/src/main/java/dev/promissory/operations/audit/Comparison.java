package dev.promissory.operations.audit;

import dev.promissory.domain.WalletId;
import dev.promissory.kit.RecentlyUsed;
import dev.promissory.operations.scratch.Rows;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/**
 * Rows that somebody keeps, held against the same rows folded anew. Each tells which fact it has taken in last, and is
 * compared at the very moment when the fold has taken in the same: so a wallet that never rests is compared exactly, and
 * what is only behind is told from what is wrong.
 *
 * @param <R> a row's content
 */
final class Comparison<R> {

    private static final int MOST_IN_MEMORY = 20_000;

    /** Of a row that is not there, or has taken in no fact. */
    private static final long NOWHERE = 0;

    private static final long UNREADABLE = -1;

    private static final byte OPEN = 0;
    private static final byte MET = 1;

    private final Side side;
    private final Rows kept;
    private final Kind<R> kind;
    private final Map<Bytes, Long> standing = new RecentlyUsed<>(MOST_IN_MEMORY);
    private long compared;
    private long behind;

    /** How to understand rows of one kind. */
    interface Kind<R> {

        /** Whatever the bytes hold: what cannot be read throws any exception. */
        R read(byte[] key, byte[] row);

        /** Whose the row is; a key that is none throws any exception. */
        WalletId owner(byte[] key);

        /** The sequence of the last fact that the row has taken in. */
        long lastSequence(R row);

        /** What the row itself holds against its wallet; empty when nothing. */
        default Optional<String> doubt(R row) {
            return Optional.empty();
        }

        /** In what they differ, the kept one first; empty when they agree. */
        Optional<String> difference(R kept, R folded);
    }

    Comparison(Side side, Rows kept, Kind<R> kind) {
        this.side = side;
        this.kept = kept;
        this.kind = kind;
    }

    /** @param row as it is kept; null when it was removed */
    void keep(byte[] key, byte[] row) {
        if (Damaged.ifReadable(() -> kind.owner(key)).isEmpty()) {
            side.differences().add(side.where(), "unreadable", side.name() + " lies under a key that nobody writes");
            return;
        }
        kept.put(key, row == null ? null : marked(OPEN, row));
    }

    /** How many rows were found to be right, at the place where they stand. */
    long compared() {
        return compared;
    }

    /** How many rows lack facts that came so late that nobody can expect them there. */
    long behind() {
        return behind;
    }

    /**
     * The fold has taken a fact into a row.
     *
     * @param before the sequence of the last fact that the folded row had taken in; 0 when there was no row
     * @param folded the row as it is now
     */
    void folded(byte[] key, long before, R folded, GoodFact fact) {
        long stands = standing.computeIfAbsent(Bytes.wrap(key), this::stands);
        if (stands == kind.lastSequence(folded)) {
            meet(key, folded, fact);
        } else if (stands == before) {
            lack(stands, fact);
        }
    }

    /**
     * What no fact led to, and what a row says against its wallet.
     *
     * @param suspects the wallets that something was found against
     */
    void end(FoldedWallets wallets, Rows suspects) {
        kept.forEach((key, marked) -> {
            WalletId id = kind.owner(key);
            long folded = wallets.get(id).wallet().sequence();
            Optional<R> row = read(key, row(marked));
            if (row.isEmpty()) {
                side.report("unreadable", id, folded, "cannot be read");
                return;
            }
            if (marked[0] == OPEN && kind.lastSequence(row.get()) != NOWHERE) {
                tellUnmet(id, kind.lastSequence(row.get()), folded);
            }
            kind.doubt(row.get())
                    .filter(doubt -> suspects.get(FactCheck.key(id)) == null)
                    .ifPresent(
                            doubt -> side.report("doubted", id, folded, "is doubted, and nothing is wrong: " + doubt));
        });
    }

    private void tellUnmet(WalletId id, long stands, long folded) {
        if (stands > folded) {
            side.report("ahead", id, folded + 1, "is at " + stands + ", the facts lead to " + folded);
        } else {
            side.report("differs", id, stands, "is at " + stands + ", where no fact leads it");
        }
    }

    private long stands(Bytes key) {
        byte[] marked = kept.get(key.get());
        return marked == null
                ? NOWHERE
                : read(key.get(), row(marked)).map(kind::lastSequence).orElse(UNREADABLE);
    }

    private void meet(byte[] key, R folded, GoodFact fact) {
        byte[] row = row(kept.get(key));
        kept.put(key, marked(MET, row));
        Optional<String> difference = kind.difference(kind.read(key, row), folded);
        if (difference.isPresent()) {
            side.report("differs", fact.walletId(), fact.fact().sequence(), difference.get());
        } else {
            compared++;
        }
    }

    private void lack(long stands, GoodFact fact) {
        if (side.mustKnow(fact)) {
            side.report(
                    "missed",
                    fact.walletId(),
                    fact.fact().sequence(),
                    stands == NOWHERE ? "is not there" : "is at " + stands + " and lacks this fact");
        } else {
            behind++;
        }
    }

    private Optional<R> read(byte[] key, byte[] row) {
        return Damaged.ifReadable(() -> kind.read(key, row));
    }

    private static byte[] marked(byte mark, byte[] row) {
        return ByteBuffer.allocate(1 + row.length).put(mark).put(row).array();
    }

    private static byte[] row(byte[] marked) {
        return Arrays.copyOfRange(marked, 1, marked.length);
    }
}
