package dev.promissory.domain;

import static dev.promissory.domain.Decision.rejected;

import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.WalletOpened;
import dev.promissory.domain.Wallet.Status;
import java.util.Optional;

/** Money that comes into the system and leaves it. */
final class MoneyRules {

    private final boolean autoOpen;

    MoneyRules(boolean autoOpen) {
        this.autoOpen = autoOpen;
    }

    Decision deposit(Draft draft, RequestedMoney requested, Occasion occasion) {
        Wallet wallet = draft.wallet();
        boolean opens = wallet.status() == Status.UNOPENED && autoOpen;
        Optional<Rejection> refusal = opens ? Optional.empty() : States.refusal(wallet);
        refusal = refusal.or(requested::refusal).or(() -> wallet.creditRefusal(requested.money()));
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        Money money = requested.money();
        if (opens) {
            draft.add(next -> new WalletOpened(next, Optional.empty(), true));
        }
        Balance after = wallet.balance(money.currency()).credited(money);
        draft.add(next -> new MoneyDeposited(next, money, after, occasion));
        return draft.accepted();
    }

    Decision withdraw(Draft draft, RequestedMoney requested, Occasion occasion) {
        Wallet wallet = draft.wallet();
        Optional<Rejection> refusal =
                States.refusal(wallet).or(requested::refusal).or(() -> wallet.debitRefusal(requested.money()));
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        Money money = requested.money();
        Balance after = wallet.balance(money.currency()).debited(money);
        draft.add(next -> new MoneyWithdrawn(next, money, after, occasion));
        return draft.accepted();
    }
}
