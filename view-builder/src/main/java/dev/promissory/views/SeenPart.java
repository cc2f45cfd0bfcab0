package dev.promissory.views;

import dev.promissory.domain.Fact;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.views.PromiseRow.Taken;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/** The part of one wallet or journal in a promise, as the views show it. For tools that look from outside. */
public final class SeenPart {

    private final PromiseId promiseId;
    private final WalletId walletId;
    private final PromiseRow row;

    private SeenPart(PromiseId promiseId, WalletId walletId, PromiseRow row) {
        this.promiseId = promiseId;
        this.walletId = walletId;
        this.row = row;
    }

    /**
     * Whose part a row with this key is.
     *
     * @throws RuntimeException when no view writes such a key
     */
    public static WalletId walletOf(byte[] key) {
        Bytes place = Bytes.wrap(key);
        return LedgerKeys.partOf(Keys.promiseOf(place), place);
    }

    /** @throws RuntimeException when the key or the bytes are no row of this version */
    public static SeenPart read(byte[] key, byte[] row) {
        return new SeenPart(Keys.promiseOf(Bytes.wrap(key)), walletOf(key), PromiseRow.fromBytes(row));
    }

    /** What this fact alone tells of it; empty when the fact is no step in a promise. */
    public static Optional<SeenPart> of(Fact fact) {
        return PromiseStep.of(fact).map(step -> new SeenPart(step.promiseId(), step.walletId(), step.row()));
    }

    /** What both tell. */
    public SeenPart join(SeenPart other) {
        return new SeenPart(promiseId, walletId, row.join(other.row));
    }

    /** The step, if there is one, that both tell of as different facts: nobody takes a step twice. */
    public Optional<String> repeated(SeenPart other) {
        return row.steps().entrySet().stream()
                .filter(taken -> other.row.has(taken.getKey())
                        && other.row.steps().get(taken.getKey()).sequence()
                                != taken.getValue().sequence())
                .map(taken -> taken.getKey().name().toLowerCase(Locale.ROOT))
                .findFirst();
    }

    public PromiseId promiseId() {
        return promiseId;
    }

    public WalletId walletId() {
        return walletId;
    }

    /** The sequence, in its wallet, of the last fact it tells. */
    public long lastSequence() {
        return row.steps().values().stream().mapToLong(Taken::sequence).max().orElse(0);
    }

    /** Sorts the parts of a promise together, the one that made it first. */
    public byte[] key() {
        return key(promiseId, walletId);
    }

    /** The key of the part of this wallet in a promise. */
    public static byte[] key(PromiseId promiseId, WalletId walletId) {
        return PromiseStep.key(promiseId, walletId).get();
    }

    public byte[] toBytes() {
        return row.toBytes();
    }

    PromiseRow row() {
        return row;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeenPart part
                && promiseId.equals(part.promiseId)
                && walletId.equals(part.walletId)
                && row.equals(part.row);
    }

    @Override
    public int hashCode() {
        return promiseId.hashCode();
    }

    @Override
    public String toString() {
        return row.steps().keySet() + " of " + row.postings();
    }
}
