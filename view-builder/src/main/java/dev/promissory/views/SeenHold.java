package dev.promissory.views;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.HoldCaptured;
import dev.promissory.domain.Fact.HoldExpired;
import dev.promissory.domain.Fact.HoldPlaced;
import dev.promissory.domain.Fact.HoldReleased;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Hold;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.WalletId;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/** A hold as the views show it. For tools that look from outside. */
public final class SeenHold {

    private final HoldRow row;

    private SeenHold(HoldRow row) {
        this.row = row;
    }

    /** Whether a row with this key is a hold's. */
    public static boolean isKey(byte[] key) {
        return key.length > 0 && key[0] == LedgerKeys.HOLD;
    }

    /** Where the views keep the hold that a wallet's fact of this sequence placed. */
    public static byte[] key(WalletId walletId, long sequence) {
        return LedgerKeys.hold(walletId, sequence).get();
    }

    /**
     * Whose hold a row with this key is.
     *
     * @throws RuntimeException when no view writes such a key
     */
    public static WalletId walletOf(byte[] key) {
        return LedgerKeys.walletOf(Bytes.wrap(key));
    }

    /** @throws RuntimeException when the bytes are no row of this version */
    public static SeenHold read(byte[] row) {
        return new SeenHold(HoldRow.fromBytes(row));
    }

    /** The hold that this fact places; empty when it places none. */
    public static Optional<SeenHold> placedBy(Fact fact) {
        return fact instanceof HoldPlaced placed ? Optional.of(new SeenHold(HoldRow.of(placed))) : Optional.empty();
    }

    /** The hold that this fact changes after it was placed; empty when it changes none. */
    public static Optional<HoldId> changedBy(Fact fact) {
        HoldId changed = switch (fact) {
            case HoldCaptured captured -> captured.holdId();
            case HoldReleased released -> released.holdId();
            case HoldExpired expired -> expired.holdId();
            case TransferPromised promised
            when promised.occasion() instanceof Occasion.Capture capture -> capture.holdId();
            case Fact other -> null;
        };
        return Optional.ofNullable(changed);
    }

    /** @param fact one that {@linkplain #changedBy changes} this hold */
    public SeenHold after(Fact fact) {
        return new SeenHold(
                switch (fact) {
                    case HoldCaptured captured -> row.captured(captured);
                    case HoldReleased released -> row.freed(released.head(), Hold.Status.RELEASED);
                    case HoldExpired expired -> row.freed(expired.head(), Hold.Status.EXPIRED);
                    case TransferPromised promised -> row.sent(promised.head(), promised.promiseId());
                    case Fact other -> throw new IllegalArgumentException("no fact of a hold: " + other);
                });
    }

    public HoldId holdId() {
        return row.holdId();
    }

    /** The sequence, in its wallet, of the last fact it tells. */
    public long lastSequence() {
        return row.lastSequence();
    }

    public byte[] toBytes() {
        return row.toBytes();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeenHold hold && row.equals(hold.row);
    }

    @Override
    public int hashCode() {
        return row.hashCode();
    }

    @Override
    public String toString() {
        return row.status() + " of " + row.money()
                + row.captured().map(money -> ", captured " + money).orElse("");
    }
}
