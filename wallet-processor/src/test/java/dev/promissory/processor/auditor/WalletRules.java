package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.processor.auditor.Account.Status;
import java.math.BigInteger;

/** Whether a wallet is open, whose it is, how far below zero it may go. */
final class WalletRules {

    void open(Turn turn, JsonNode command, Complaints complaints) {
        Account account = turn.account;
        String owner = command.path("owner").textValue();
        complaints.when(owner != null && owner.codePointCount(0, owner.length()) > 256, "owner-too-long");
        boolean isNew = account.status == Status.NOBODY;
        if (!isNew) {
            complaints
                    .when(account.status == Status.CLOSED, "wallet-closed")
                    .when(account.status == Status.JOURNAL, "not-a-wallet");
        }
        if (!complaints.none()) {
            return;
        }
        JsonNode metadata = command.path("metadata");
        boolean otherOwner = owner != null && !owner.equals(account.owner);
        boolean otherMetadata = !metadata.isEmpty() && !metadata.equals(account.metadata);
        if (isNew || otherOwner || otherMetadata) {
            account.status = isNew ? Status.OPEN : account.status;
            account.owner = owner == null ? account.owner : owner;
            account.metadata = metadata.isEmpty() ? account.metadata : metadata;
            ObjectNode fact = turn.fact(isNew ? "WalletOpened" : "WalletDescribed");
            if (owner != null) {
                fact.put("owner", owner);
            }
        }
    }

    /** Money came to somebody that there was not: now there is. */
    static void openByMoney(Turn turn) {
        if (turn.account.status == Status.NOBODY) {
            turn.account.status = Status.OPEN;
            turn.fact("WalletOpened").put("byMoney", true);
        }
    }

    void setOverdraftLimit(Turn turn, JsonNode command, Complaints complaints) {
        String currency = command.get("currency").textValue();
        String limit = command.get("limit").textValue();
        complaints.existence(turn.account).limit(limit, currency);
        if (!complaints.none()) {
            return;
        }
        BigInteger units = Units.of(limit);
        if (units.equals(turn.account.limits.getOrDefault(currency, BigInteger.ZERO))) {
            return;
        }
        turn.account.limits.put(currency, units);
        turn.fact("OverdraftLimitSet").put("currency", currency).put("limit", Units.plain(units, currency));
    }

    void freeze(Turn turn, Complaints complaints) {
        change(turn, complaints, Status.OPEN, Status.FROZEN, "WalletFrozen");
    }

    void unfreeze(Turn turn, Complaints complaints) {
        change(turn, complaints, Status.FROZEN, Status.OPEN, "WalletUnfrozen");
    }

    private void change(Turn turn, Complaints complaints, Status from, Status to, String type) {
        if (complaints.existence(turn.account).none() && turn.account.status == from) {
            turn.account.status = to;
            turn.fact(type);
        }
    }

    /** What is closed stays closed, and to say so again is no mistake. */
    void close(Turn turn, Complaints complaints) {
        Account account = turn.account;
        if (account.status == Status.CLOSED) {
            return;
        }
        complaints
                .movable(account)
                .when(!account.purses.values().stream().allMatch(Purse::isEmpty), "wallet-not-empty")
                .when(!account.promises.isEmpty() || !account.parts.isEmpty(), "promises-in-flight");
        if (complaints.none()) {
            account.status = Status.CLOSED;
            turn.fact("WalletClosed");
        }
    }
}
