package dev.promissory.protocol;

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
import dev.promissory.domain.Fact.WalletClosed;
import dev.promissory.domain.Fact.WalletDescribed;
import dev.promissory.domain.Fact.WalletFrozen;
import dev.promissory.domain.Fact.WalletOpened;
import dev.promissory.domain.Fact.WalletUnfrozen;
import dev.promissory.domain.Money;
import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The fields that a fact has beside its head. */
final class FactWriter {

    private final JsonGenerator json;

    FactWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(Fact fact) throws IOException {
        switch (fact) {
            case WalletOpened opened -> write(opened);
            case WalletDescribed described -> {
                if (described.owner().isPresent()) {
                    json.writeStringField("owner", described.owner().get());
                }
            }
            case MoneyDeposited deposited -> {
                write(deposited.money(), deposited.balance());
                OccasionJson.write(json, deposited.occasion());
            }
            case MoneyWithdrawn withdrawn -> {
                write(withdrawn.money(), withdrawn.balance());
                OccasionJson.write(json, withdrawn.occasion());
            }
            case HoldPlaced placed -> {
                json.writeStringField("holdId", placed.holdId().value());
                write(placed.money(), placed.balance());
                json.writeStringField("expiresAt", Json.time(placed.expiresAt()));
            }
            case HoldCaptured captured -> write(captured);
            case HoldReleased released -> {
                json.writeStringField("holdId", released.holdId().value());
                write(released.money(), released.balance());
            }
            case HoldExpired expired -> {
                json.writeStringField("holdId", expired.holdId().value());
                write(expired.money(), expired.balance());
            }
            case OverdraftLimitSet set -> {
                json.writeStringField("currency", set.limit().currency().code());
                json.writeStringField("limit", set.limit().plain());
            }
            case TransferPromised promised -> {
                json.writeStringField("promiseId", promised.promiseId().toString());
                MoneyJson.writeLegs(json, promised.legs());
                MoneyJson.writeBalances(json, promised.balances());
                OccasionJson.write(json, promised.occasion());
            }
            case TransferReceived received -> write(received);
            case TransferRefused refused -> {
                writePromise(refused.promiseId());
                writePostings(refused.walletId(), refused.promisedAt(), refused.postings());
                json.writeStringField("code", refused.reason().code());
            }
            case TransferReturned returned -> {
                writePromise(returned.promiseId());
                json.writeStringField("promisedAt", Json.time(returned.promisedAt()));
                MoneyJson.writeLegs(json, returned.legs());
                writeReason(returned.refusedBy(), returned.reason());
                MoneyJson.writeBalances(json, returned.balances());
                OccasionJson.write(json, returned.occasion());
            }
            case TransferAccepted accepted -> {
                writePromise(accepted.promiseId());
                json.writeStringField("promisedAt", Json.time(accepted.promisedAt()));
                MoneyJson.writePostings(json, accepted.postings());
                OccasionJson.write(json, accepted.occasion());
            }
            case TransferReserved reserved -> {
                writePromise(reserved.promiseId());
                json.writeStringField("promisedAt", Json.time(reserved.promisedAt()));
                MoneyJson.writeLegs(json, reserved.legs());
                MoneyJson.writeBalances(json, reserved.balances());
                OccasionJson.write(json, reserved.occasion());
            }
            case TransferSettled settled -> {
                writePromise(settled.promiseId());
                json.writeStringField("promisedAt", Json.time(settled.promisedAt()));
                MoneyJson.writeLegs(json, settled.legs());
            }
            case TransferReleased released -> {
                writePromise(released.promiseId());
                json.writeStringField("promisedAt", Json.time(released.promisedAt()));
                MoneyJson.writePostings(json, released.postings());
                writeReason(released.refusedBy(), released.reason());
            }
            case TransferScheduled scheduled -> {
                json.writeStringField("scheduleId", scheduled.scheduleId().toString());
                MoneyJson.writeLegs(json, scheduled.legs());
                json.writeStringField("executeAt", Json.time(scheduled.executeAt()));
            }
            case ScheduleCancelled cancelled -> {
                json.writeStringField("scheduleId", cancelled.scheduleId().toString());
                MoneyJson.writeLegs(json, cancelled.legs());
            }
            case ScheduleFailed failed -> {
                json.writeStringField("scheduleId", failed.scheduleId().toString());
                MoneyJson.writeLegs(json, failed.legs());
                json.writeStringField("code", failed.reason().code());
            }
            case JournalOpened opened -> {
                writePromise(opened.promiseId());
                MoneyJson.writePostings(json, opened.postings());
                json.writeStringField("deadline", Json.time(opened.deadline()));
                OccasionJson.write(json, opened.occasion());
            }
            case JournalSettled settled -> {
                writePromise(settled.promiseId());
                json.writeStringField("promisedAt", Json.time(settled.promisedAt()));
                MoneyJson.writePostings(json, settled.postings());
                OccasionJson.write(json, settled.occasion());
            }
            case JournalReturned returned -> {
                writePromise(returned.promiseId());
                json.writeStringField("promisedAt", Json.time(returned.promisedAt()));
                MoneyJson.writePostings(json, returned.postings());
                writeReason(returned.refusedBy(), returned.reason());
                OccasionJson.write(json, returned.occasion());
            }
            case WalletFrozen none -> {}
            case WalletUnfrozen none -> {}
            case WalletClosed none -> {}
        }
    }

    private void write(WalletOpened opened) throws IOException {
        if (opened.owner().isPresent()) {
            json.writeStringField("owner", opened.owner().get());
        }
        if (opened.byMoney()) {
            json.writeBooleanField("byMoney", true);
        }
    }

    private void write(HoldCaptured captured) throws IOException {
        json.writeStringField("holdId", captured.holdId().value());
        write(captured.money(), captured.balance());
        json.writeStringField("released", captured.released().plain());
        if (captured.to().isPresent()) {
            json.writeStringField("to", captured.to().get().value());
        }
    }

    private void write(TransferReceived received) throws IOException {
        writePromise(received.promiseId());
        writePostings(received.walletId(), received.promisedAt(), received.postings());
        if (isOnlyOneTo(received.walletId(), received.postings())) {
            MoneyJson.writeParts(json, received.balances().getFirst());
        } else {
            MoneyJson.writeBalances(json, received.balances());
        }
        OccasionJson.write(json, received.occasion());
    }

    /** One movement that ends here is written flat: most facts are of that kind, and people read them. */
    private void writePostings(WalletId walletId, Instant promisedAt, List<Posting> postings) throws IOException {
        if (isOnlyOneTo(walletId, postings)) {
            json.writeStringField("from", postings.getFirst().from().value());
            json.writeStringField("promisedAt", Json.time(promisedAt));
            MoneyJson.write(json, postings.getFirst().money());
        } else {
            json.writeStringField("promisedAt", Json.time(promisedAt));
            MoneyJson.writePostings(json, postings);
        }
    }

    private static boolean isOnlyOneTo(WalletId walletId, List<Posting> postings) {
        return postings.size() == 1 && postings.getFirst().to().equals(walletId);
    }

    private void write(Money money, Balance balance) throws IOException {
        MoneyJson.write(json, money);
        MoneyJson.writeParts(json, balance);
    }

    private void writePromise(PromiseId promiseId) throws IOException {
        json.writeStringField("promiseId", promiseId.toString());
    }

    private void writeReason(WalletId refusedBy, Rejection reason) throws IOException {
        json.writeStringField("refusedBy", refusedBy.value());
        json.writeStringField("code", reason.code());
    }
}
