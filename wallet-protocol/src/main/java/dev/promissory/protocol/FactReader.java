package dev.promissory.protocol;

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
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Money;
import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import java.util.List;

/** The fields that a fact has beside its head, by its type. */
final class FactReader {

    private final FactHead head;
    private final Fields fields;

    FactReader(FactHead head, Fields fields) {
        this.head = head;
        this.fields = fields;
    }

    Fact read(String type) {
        return switch (type) {
            case "WalletOpened" -> new WalletOpened(head, fields.optionalText("owner"), fields.flag("byMoney"));
            case "WalletDescribed" -> new WalletDescribed(head, fields.optionalText("owner"));
            case "MoneyDeposited" ->
                new MoneyDeposited(head, fields.movedMoney(), balance(), OccasionJson.read(fields));
            case "MoneyWithdrawn" ->
                new MoneyWithdrawn(head, fields.movedMoney(), balance(), OccasionJson.read(fields));
            case "HoldPlaced" ->
                new HoldPlaced(head, fields.holdId("holdId"), fields.movedMoney(), fields.time("expiresAt"), balance());
            case "HoldCaptured" -> captured(fields.movedMoney());
            case "HoldReleased" -> new HoldReleased(head, fields.holdId("holdId"), fields.movedMoney(), balance());
            case "HoldExpired" -> new HoldExpired(head, fields.holdId("holdId"), fields.movedMoney(), balance());
            case "OverdraftLimitSet" -> new OverdraftLimitSet(head, notNegative("limit", fields.text("currency")));
            case "TransferPromised" -> promised();
            case "TransferReceived" -> received();
            case "TransferRefused" ->
                new TransferRefused(head, promiseId(), fields.time("promisedAt"), postings(), fields.rejection("code"));
            case "TransferReturned" ->
                new TransferReturned(
                        head,
                        ownPromise(),
                        fields.time("promisedAt"),
                        MoneyJson.legs(fields),
                        fields.walletId("refusedBy"),
                        fields.rejection("code"),
                        MoneyJson.balances(fields),
                        OccasionJson.read(fields));
            case "TransferAccepted" ->
                new TransferAccepted(
                        head,
                        promiseId(),
                        fields.time("promisedAt"),
                        MoneyJson.postings(fields),
                        OccasionJson.read(fields));
            case "TransferReserved" ->
                new TransferReserved(
                        head,
                        promiseId(),
                        fields.time("promisedAt"),
                        legs(),
                        MoneyJson.balances(fields),
                        OccasionJson.read(fields));
            case "TransferSettled" -> new TransferSettled(head, promiseId(), fields.time("promisedAt"), legs());
            case "TransferReleased" ->
                new TransferReleased(
                        head,
                        promiseId(),
                        fields.time("promisedAt"),
                        MoneyJson.postings(fields),
                        fields.walletId("refusedBy"),
                        fields.rejection("code"));
            case "TransferScheduled" -> scheduled();
            case "ScheduleCancelled" ->
                new ScheduleCancelled(head, fields.scheduleId("scheduleId"), MoneyJson.legs(fields));
            case "ScheduleFailed" ->
                new ScheduleFailed(
                        head, fields.scheduleId("scheduleId"), MoneyJson.legs(fields), fields.rejection("code"));
            case "JournalOpened" -> journalOpened();
            case "JournalSettled" ->
                new JournalSettled(
                        head,
                        promiseId(),
                        fields.time("promisedAt"),
                        MoneyJson.postings(fields),
                        OccasionJson.read(fields));
            case "JournalReturned" ->
                new JournalReturned(
                        head,
                        promiseId(),
                        fields.time("promisedAt"),
                        MoneyJson.postings(fields),
                        fields.walletId("refusedBy"),
                        fields.rejection("code"),
                        OccasionJson.read(fields));
            case "WalletFrozen" -> new WalletFrozen(head);
            case "WalletUnfrozen" -> new WalletUnfrozen(head);
            case "WalletClosed" -> new WalletClosed(head);
            default -> throw new NewerVersionException("unknown fact type " + type, "type");
        };
    }

    private HoldCaptured captured(Money money) {
        Money released = notNegative("released", money.currency().code());
        return new HoldCaptured(
                head, fields.holdId("holdId"), money, released, fields.optionalWalletId("to"), balance());
    }

    /** A promise names itself; a fact whose name for it does not fit its own place contradicts itself. */
    private TransferPromised promised() {
        TransferPromised promised =
                new TransferPromised(head, legs(), MoneyJson.balances(fields), OccasionJson.read(fields));
        requireOwnPlace("promiseId", promised.promiseId());
        return promised;
    }

    private TransferScheduled scheduled() {
        TransferScheduled scheduled = new TransferScheduled(head, legs(), fields.time("executeAt"));
        if (!scheduled.scheduleId().equals(fields.scheduleId("scheduleId"))) {
            throw new UnreadableException("scheduleId must be <walletId>~<sequence> of this fact", "scheduleId");
        }
        return scheduled;
    }

    private JournalOpened journalOpened() {
        JournalOpened opened =
                new JournalOpened(head, MoneyJson.postings(fields), fields.time("deadline"), OccasionJson.read(fields));
        requireOwnPlace("promiseId", opened.promiseId());
        return opened;
    }

    private void requireOwnPlace(String name, PromiseId own) {
        if (!own.equals(fields.promiseId(name))) {
            throw new UnreadableException(name + " must be <walletId>~<sequence> of this fact", name);
        }
    }

    private TransferReceived received() {
        List<Posting> postings = postings();
        List<Balance> balances = fields.has("legs") ? MoneyJson.balances(fields) : List.of(balance());
        return new TransferReceived(
                head, promiseId(), fields.time("promisedAt"), postings, balances, OccasionJson.read(fields));
    }

    private List<Posting> postings() {
        if (fields.has("legs")) {
            return MoneyJson.postings(fields);
        }
        PromiseId promiseId = promiseId();
        WalletId from = fields.walletId("from");
        if (!promiseId.isOfJournal() && !promiseId.sender().equals(from)) {
            throw new UnreadableException("from must be the wallet that promiseId names", "from");
        }
        if (from.equals(head.walletId())) {
            throw new UnreadableException("from must be another wallet", "from");
        }
        return List.of(new Posting(from, head.walletId(), fields.movedMoney()));
    }

    private List<Leg> legs() {
        List<Leg> legs = MoneyJson.legs(fields);
        if (legs.stream().anyMatch(leg -> leg.to().equals(head.walletId()))) {
            throw new UnreadableException("a wallet sends to others", "legs");
        }
        return legs;
    }

    private PromiseId ownPromise() {
        PromiseId promiseId = promiseId();
        if (!promiseId.isOfJournal() && !promiseId.sender().equals(head.walletId())) {
            throw new UnreadableException("a promise returns to the wallet that made it", "promiseId");
        }
        return promiseId;
    }

    private PromiseId promiseId() {
        return fields.promiseId("promiseId");
    }

    private Balance balance() {
        return MoneyJson.balance(fields, fields.text("currency"));
    }

    private Money notNegative(String name, String currency) {
        Money money = fields.money(name, currency);
        if (money.isNegative()) {
            throw new UnreadableException(name + " must be zero or more", name);
        }
        return money;
    }
}
