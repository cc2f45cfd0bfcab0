package dev.promissory.domain;

import static dev.promissory.domain.Decision.rejected;

import dev.promissory.domain.Command.OpenWallet;
import dev.promissory.domain.Fact.OverdraftLimitSet;
import dev.promissory.domain.Fact.WalletClosed;
import dev.promissory.domain.Fact.WalletDescribed;
import dev.promissory.domain.Fact.WalletFrozen;
import dev.promissory.domain.Fact.WalletOpened;
import dev.promissory.domain.Fact.WalletUnfrozen;
import dev.promissory.domain.Wallet.Status;
import java.util.Optional;
import java.util.SortedMap;

/** What a wallet is: whether it is open, whose it is, how far it may go below zero. */
final class WalletRules {

    Decision open(Draft draft, OpenWallet command) {
        Wallet wallet = draft.wallet();
        Optional<String> owner = command.owner();
        if (owner.isPresent() && owner.get().codePointCount(0, owner.get().length()) > OpenWallet.MAX_OWNER_LENGTH) {
            return rejected(Rejection.OWNER_TOO_LONG);
        }
        if (wallet.status() == Status.UNOPENED) {
            draft.add(next -> new WalletOpened(next, owner, false));
            return draft.accepted();
        }
        Optional<Rejection> refusal = States.existenceRefusal(wallet);
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        SortedMap<String, String> metadata = command.head().memo().metadata();
        boolean sameOwner = owner.isEmpty() || owner.equals(wallet.owner());
        boolean sameMetadata = metadata.isEmpty() || metadata.equals(wallet.metadata());
        if (!sameOwner || !sameMetadata) {
            draft.add(next -> new WalletDescribed(next, owner));
        }
        return draft.accepted();
    }

    Decision setOverdraftLimit(Draft draft, RequestedMoney requested) {
        Wallet wallet = draft.wallet();
        Optional<Rejection> refusal = States.existenceRefusal(wallet).or(requested::limitRefusal);
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        Money limit = requested.money();
        if (limit.equals(wallet.overdraftLimit(limit.currency()))) {
            return draft.accepted();
        }
        if (wallet.overdraftLimits().size() >= Wallet.MAX_CURRENCIES
                && !wallet.overdraftLimits().containsKey(limit.currency())) {
            return rejected(Rejection.TOO_MANY_OVERDRAFT_LIMITS);
        }
        draft.add(next -> new OverdraftLimitSet(next, limit));
        return draft.accepted();
    }

    Decision freeze(Draft draft) {
        Optional<Rejection> refusal = States.existenceRefusal(draft.wallet());
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        if (draft.wallet().status() != Status.FROZEN) {
            draft.add(WalletFrozen::new);
        }
        return draft.accepted();
    }

    Decision unfreeze(Draft draft) {
        Optional<Rejection> refusal = States.existenceRefusal(draft.wallet());
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        if (draft.wallet().status() == Status.FROZEN) {
            draft.add(WalletUnfrozen::new);
        }
        return draft.accepted();
    }

    Decision close(Draft draft, StewardMemory memory) {
        Wallet wallet = draft.wallet();
        if (wallet.status() == Status.CLOSED) {
            return draft.accepted();
        }
        Optional<Rejection> refusal = States.refusal(wallet);
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        if (!wallet.isEmpty()) {
            return rejected(Rejection.WALLET_NOT_EMPTY);
        }
        if (memory.isInFlight(wallet.id())) {
            return rejected(Rejection.PROMISES_IN_FLIGHT);
        }
        draft.add(WalletClosed::new);
        return draft.accepted();
    }
}
