package dev.promissory.views;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact.TransferScheduled;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Memo;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.ScheduleId;
import dev.promissory.domain.WalletId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A transfer that was to be executed later.
 *
 * @param commandId that scheduled it
 * @param promiseId of the transfer, once it was executed
 * @param code why it could not be
 */
record ScheduleRow(
        ScheduleId scheduleId,
        List<Leg> legs,
        Instant executeAt,
        Instant scheduledAt,
        CommandId commandId,
        Memo memo,
        Status status,
        Optional<Instant> resolvedAt,
        Optional<PromiseId> promiseId,
        Optional<String> code) {

    private static final int VERSION = 1;

    /** Rows hold the position: new ones go to the end. */
    enum Status {
        WAITING,
        EXECUTED,
        CANCELLED,
        FAILED
    }

    ScheduleRow {
        legs = List.copyOf(legs);
    }

    static ScheduleRow of(TransferScheduled fact) {
        FactHead head = fact.head();
        return new ScheduleRow(
                fact.scheduleId(),
                fact.legs(),
                fact.executeAt(),
                head.at(),
                head.commandId(),
                head.memo(),
                Status.WAITING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    ScheduleRow executed(FactHead head, PromiseId by) {
        return resolved(head, Status.EXECUTED, Optional.of(by), Optional.empty());
    }

    ScheduleRow cancelled(FactHead head) {
        return resolved(head, Status.CANCELLED, Optional.empty(), Optional.empty());
    }

    ScheduleRow failed(FactHead head, String why) {
        return resolved(head, Status.FAILED, Optional.empty(), Optional.of(why));
    }

    private ScheduleRow resolved(FactHead head, Status as, Optional<PromiseId> by, Optional<String> why) {
        return new ScheduleRow(
                scheduleId, legs, executeAt, scheduledAt, commandId, memo, as, Optional.of(head.at()), by, why);
    }

    byte[] toBytes() {
        RowWriter row = new RowWriter(VERSION)
                .text(scheduleId.toString())
                .time(executeAt)
                .time(scheduledAt)
                .text(commandId.value());
        MemoRow.write(row, memo);
        row.one(status.ordinal())
                .time(resolvedAt)
                .text(promiseId.map(PromiseId::toString))
                .text(code)
                .number(legs.size());
        legs.forEach(leg -> row.text(leg.to().value()).money(leg.money()));
        return row.bytes();
    }

    static ScheduleRow fromBytes(byte[] bytes) {
        RowReader row = new RowReader(bytes, VERSION);
        ScheduleId scheduleId = ScheduleId.parse(row.text()).orElseThrow();
        Instant executeAt = row.time();
        Instant scheduledAt = row.time();
        CommandId commandId = new CommandId(row.text());
        Memo memo = MemoRow.read(row);
        Status status = Status.values()[row.one()];
        Optional<Instant> resolvedAt = row.optionalTime();
        Optional<PromiseId> promiseId = row.optionalText().flatMap(PromiseId::parse);
        Optional<String> code = row.optionalText();
        List<Leg> legs = new ArrayList<>();
        for (long left = row.number(); left > 0; left--) {
            legs.add(new Leg(new WalletId(row.text()), row.money()));
        }
        return new ScheduleRow(
                scheduleId, legs, executeAt, scheduledAt, commandId, memo, status, resolvedAt, promiseId, code);
    }
}
