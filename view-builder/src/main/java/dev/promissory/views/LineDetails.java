package dev.promissory.views;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Balance;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.HoldCaptured;
import dev.promissory.domain.Fact.HoldExpired;
import dev.promissory.domain.Fact.HoldPlaced;
import dev.promissory.domain.Fact.HoldReleased;
import dev.promissory.domain.Fact.JournalOpened;
import dev.promissory.domain.Fact.JournalReturned;
import dev.promissory.domain.Fact.JournalSettled;
import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.OverdraftLimitSet;
import dev.promissory.domain.Fact.ScheduleCancelled;
import dev.promissory.domain.Fact.ScheduleFailed;
import dev.promissory.domain.Fact.TransferAccepted;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReleased;
import dev.promissory.domain.Fact.TransferReserved;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.TransferScheduled;
import dev.promissory.domain.Fact.TransferSettled;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.ScheduleId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What a statement's line tells beside the money that moved: whose promise, hold or schedule it belongs to, the wallet at
 * the other end where there is only one, and why something did not go through.
 *
 * <p>A hold moves nothing, so its lines have no amount and no balance, but {@code hold}, what was set aside or is no
 * longer, and what is {@code available} and {@code held} after it.
 */
final class LineDetails {

    private final JsonGenerator json;
    private final Fact fact;
    private final Optional<WalletId> counterpart;

    LineDetails(JsonGenerator json, Fact fact) {
        this.json = json;
        this.fact = fact;
        SortedSet<WalletId> others = Counterparts.of(fact);
        this.counterpart = others.size() == 1 ? Optional.of(others.first()) : Optional.empty();
    }

    void write() throws IOException {
        if (counterpart.isPresent()) {
            json.writeStringField("counterpart", counterpart.get().value());
        }
        switch (fact) {
            case TransferPromised promised -> promise(promised.promiseId(), promised.occasion());
            case TransferReceived received -> promise(received.promiseId(), received.occasion());
            case TransferRefused refused -> {
                promise(refused.promiseId(), Occasion.NONE);
                code(refused.reason());
            }
            case TransferReturned returned ->
                refused(returned.promiseId(), returned.refusedBy(), returned.reason(), returned.occasion());
            case TransferAccepted accepted -> promise(accepted.promiseId(), accepted.occasion());
            case TransferReserved reserved -> promise(reserved.promiseId(), reserved.occasion());
            case TransferSettled settled -> promise(settled.promiseId(), Occasion.NONE);
            case TransferReleased released ->
                refused(released.promiseId(), released.refusedBy(), released.reason(), Occasion.NONE);
            case JournalOpened opened -> {
                promise(opened.promiseId(), opened.occasion());
                json.writeStringField("deadline", Json.time(opened.deadline()));
            }
            case JournalSettled settled -> promise(settled.promiseId(), settled.occasion());
            case JournalReturned returned ->
                refused(returned.promiseId(), returned.refusedBy(), returned.reason(), returned.occasion());
            case TransferScheduled scheduled -> {
                schedule(scheduled.scheduleId());
                json.writeStringField("executeAt", Json.time(scheduled.executeAt()));
            }
            case ScheduleCancelled cancelled -> schedule(cancelled.scheduleId());
            case ScheduleFailed failed -> {
                schedule(failed.scheduleId());
                code(failed.reason());
            }
            case HoldPlaced placed -> {
                hold(placed.holdId(), placed.money(), placed.balance());
                json.writeStringField("expiresAt", Json.time(placed.expiresAt()));
            }
            case HoldCaptured captured -> {
                hold(captured.holdId(), captured.money().plus(captured.released()), captured.balance());
                json.writeStringField("captured", captured.money().plain());
                json.writeStringField("released", captured.released().plain());
            }
            case HoldReleased released -> hold(released.holdId(), released.money(), released.balance());
            case HoldExpired expired -> hold(expired.holdId(), expired.money(), expired.balance());
            case OverdraftLimitSet set -> {
                json.writeStringField("currency", set.limit().currency().code());
                json.writeStringField("limit", set.limit().plain());
            }
            case MoneyDeposited deposited -> OccasionFields.write(json, deposited.occasion());
            case MoneyWithdrawn withdrawn -> OccasionFields.write(json, withdrawn.occasion());
            case Fact.WalletOpened none -> {}
            case Fact.WalletDescribed none -> {}
            case Fact.WalletFrozen none -> {}
            case Fact.WalletUnfrozen none -> {}
            case Fact.WalletClosed none -> {}
        }
    }

    private void promise(PromiseId promiseId, Occasion occasion) throws IOException {
        json.writeStringField("promiseId", promiseId.toString());
        OccasionFields.write(json, occasion);
    }

    /** Who refused is said where it is not the counterpart. */
    private void refused(PromiseId promiseId, WalletId by, Rejection reason, Occasion occasion) throws IOException {
        promise(promiseId, occasion);
        if (counterpart.filter(by::equals).isEmpty()) {
            json.writeStringField("refusedBy", by.value());
        }
        code(reason);
    }

    private void code(Rejection reason) throws IOException {
        json.writeStringField("code", reason.code());
    }

    private void schedule(ScheduleId scheduleId) throws IOException {
        json.writeStringField("scheduleId", scheduleId.toString());
    }

    private void hold(HoldId holdId, Money hold, Balance after) throws IOException {
        json.writeStringField("holdId", holdId.value());
        json.writeStringField("currency", hold.currency().code());
        json.writeStringField("hold", hold.plain());
        json.writeStringField("available", after.available().plain());
        json.writeStringField("held", after.held().plain());
    }
}
