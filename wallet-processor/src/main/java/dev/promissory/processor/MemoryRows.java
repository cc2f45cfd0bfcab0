package dev.promissory.processor;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Hold;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.OpenPromise;
import dev.promissory.domain.Participation;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Reversed;
import dev.promissory.domain.ScheduleId;
import dev.promissory.domain.ScheduledTransfer;

/** What stewards remember beside their wallets, as bytes: no other service reads these stores or their changelogs. */
final class MemoryRows {

    private static final int VERSION = 1;
    private static final OpenPromise.Stage[] STAGES = OpenPromise.Stage.values();
    private static final Hold.Status[] HOLD_STATUSES = Hold.Status.values();

    private MemoryRows() {}

    static byte[] write(OpenPromise promise) {
        return new RowOutput()
                .one(VERSION)
                .text(promise.promiseId().toString())
                .postings(promise.postings())
                .text(promise.commandId().value())
                .time(promise.promisedAt())
                .memo(promise.memo())
                .occasion(promise.occasion())
                .time(promise.deadline())
                .one(promise.stage().ordinal())
                .wallets(promise.awaited())
                .bytes();
    }

    static OpenPromise promise(byte[] bytes) {
        RowInput row = new RowInput(bytes, VERSION);
        return new OpenPromise(
                promiseId(row),
                row.postings(),
                new CommandId(row.text()),
                row.time(),
                row.memo(),
                row.occasion(),
                row.optionalTime(),
                STAGES[row.one()],
                row.wallets());
    }

    static byte[] write(Participation part) {
        return new RowOutput()
                .one(VERSION)
                .text(part.walletId().value())
                .text(part.promiseId().toString())
                .postings(part.postings())
                .text(part.commandId().value())
                .time(part.promisedAt())
                .memo(part.memo())
                .occasion(part.occasion())
                .bytes();
    }

    static Participation participation(byte[] bytes) {
        RowInput row = new RowInput(bytes, VERSION);
        return new Participation(
                row.walletId(),
                promiseId(row),
                row.postings(),
                new CommandId(row.text()),
                row.time(),
                row.memo(),
                row.occasion());
    }

    static byte[] write(Hold hold) {
        return new RowOutput()
                .one(VERSION)
                .text(hold.walletId().value())
                .text(hold.holdId().value())
                .money(hold.money())
                .time(hold.expiresAt())
                .text(hold.placedBy().value())
                .memo(hold.memo())
                .one(hold.status().ordinal())
                .bytes();
    }

    static Hold hold(byte[] bytes) {
        RowInput row = new RowInput(bytes, VERSION);
        return new Hold(
                row.walletId(),
                new HoldId(row.text()),
                row.money(),
                row.time(),
                new CommandId(row.text()),
                row.memo(),
                HOLD_STATUSES[row.one()]);
    }

    static byte[] write(ScheduledTransfer waiting) {
        return new RowOutput()
                .one(VERSION)
                .text(waiting.scheduleId().toString())
                .legs(waiting.legs())
                .time(waiting.executeAt())
                .text(waiting.commandId().value())
                .memo(waiting.memo())
                .bytes();
    }

    static ScheduledTransfer schedule(byte[] bytes) {
        RowInput row = new RowInput(bytes, VERSION);
        ScheduleId scheduleId = ScheduleId.parse(row.text()).orElseThrow();
        return new ScheduledTransfer(scheduleId, row.legs(), row.time(), new CommandId(row.text()), row.memo());
    }

    static byte[] write(Reversed reversed) {
        return new RowOutput().one(VERSION).text(reversed.toString()).bytes();
    }

    static Reversed reversed(byte[] bytes) {
        return Reversed.parse(new RowInput(bytes, VERSION).text()).orElseThrow();
    }

    private static PromiseId promiseId(RowInput row) {
        return PromiseId.parse(row.text()).orElseThrow();
    }
}
