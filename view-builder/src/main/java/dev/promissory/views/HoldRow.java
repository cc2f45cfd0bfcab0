package dev.promissory.views;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact.HoldCaptured;
import dev.promissory.domain.Fact.HoldPlaced;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Hold;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Money;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import java.time.Instant;
import java.util.Optional;

/**
 * A hold, open or resolved.
 *
 * @param lastSequence of the last fact that changed this row
 * @param commandId that placed it
 * @param captured what was spent of it
 * @param to who was to get what was captured; when empty it left the system
 * @param promiseId by which it was sent
 */
record HoldRow(
        HoldId holdId,
        Money money,
        Instant placedAt,
        Instant expiresAt,
        CommandId commandId,
        Memo memo,
        long lastSequence,
        Hold.Status status,
        Optional<Instant> resolvedAt,
        Optional<Money> captured,
        Optional<WalletId> to,
        Optional<PromiseId> promiseId) {

    private static final int VERSION = 1;

    static HoldRow of(HoldPlaced fact) {
        FactHead head = fact.head();
        return new HoldRow(
                fact.holdId(),
                fact.money(),
                head.at(),
                fact.expiresAt(),
                head.commandId(),
                head.memo(),
                head.sequence(),
                Hold.Status.OPEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    HoldRow captured(HoldCaptured fact) {
        return resolved(fact.head(), Hold.Status.CAPTURED, Optional.of(fact.money()), fact.to());
    }

    /** Nothing was spent of it. */
    HoldRow freed(FactHead head, Hold.Status as) {
        return resolved(head, as, Optional.empty(), Optional.empty());
    }

    HoldRow sent(FactHead head, PromiseId by) {
        return new HoldRow(
                holdId,
                money,
                placedAt,
                expiresAt,
                commandId,
                memo,
                head.sequence(),
                status,
                resolvedAt,
                captured,
                to,
                Optional.of(by));
    }

    private HoldRow resolved(FactHead head, Hold.Status as, Optional<Money> spent, Optional<WalletId> receiver) {
        return new HoldRow(
                holdId,
                money,
                placedAt,
                expiresAt,
                commandId,
                memo,
                head.sequence(),
                as,
                Optional.of(head.at()),
                spent,
                receiver,
                promiseId);
    }

    /** What can be spent again; empty while the hold is open. */
    Optional<Money> released() {
        return status == Hold.Status.OPEN
                ? Optional.empty()
                : Optional.of(captured.map(money::minus).orElse(money));
    }

    byte[] toBytes() {
        RowWriter row = new RowWriter(VERSION)
                .text(holdId.value())
                .money(money)
                .time(placedAt)
                .time(expiresAt)
                .text(commandId.value());
        MemoRow.write(row, memo);
        row.number(lastSequence).one(status.ordinal()).time(resolvedAt).flag(captured.isPresent());
        captured.ifPresent(row::amount);
        return row.text(to.map(WalletId::value))
                .text(promiseId.map(PromiseId::toString))
                .bytes();
    }

    static HoldRow fromBytes(byte[] bytes) {
        RowReader row = new RowReader(bytes, VERSION);
        HoldId holdId = new HoldId(row.text());
        Money money = row.money();
        return new HoldRow(
                holdId,
                money,
                row.time(),
                row.time(),
                new CommandId(row.text()),
                MemoRow.read(row),
                row.number(),
                Hold.Status.values()[row.one()],
                row.optionalTime(),
                row.flag() ? Optional.of(row.amount(money.currency())) : Optional.empty(),
                row.optionalText().map(WalletId::new),
                row.optionalText().flatMap(PromiseId::parse));
    }
}
