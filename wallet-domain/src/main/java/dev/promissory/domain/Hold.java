package dev.promissory.domain;

import java.time.Instant;

/**
 * Money set aside in its wallet until it is captured, released or expires: exactly one of them, once.
 *
 * @param placedBy the command
 * @param memo the command's
 */
public record Hold(
        WalletId walletId,
        HoldId holdId,
        Money money,
        Instant expiresAt,
        CommandId placedBy,
        Memo memo,
        Status status) {

    public enum Status {
        OPEN,
        CAPTURED,
        RELEASED,
        EXPIRED
    }

    /** As it is remembered for ever: what was noted about it stands in its facts, and is not asked for again. */
    Hold resolved(Status how) {
        return new Hold(walletId, holdId, money, expiresAt, placedBy, Memo.none(), how);
    }
}
