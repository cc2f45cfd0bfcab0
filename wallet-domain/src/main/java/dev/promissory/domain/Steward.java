package dev.promissory.domain;

import static dev.promissory.domain.Decision.rejected;

import dev.promissory.domain.Command.Close;
import dev.promissory.domain.Command.Deposit;
import dev.promissory.domain.Command.Freeze;
import dev.promissory.domain.Command.OpenWallet;
import dev.promissory.domain.Command.RequestedLeg;
import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.Command.Unfreeze;
import dev.promissory.domain.Command.Withdraw;
import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.WalletClosed;
import dev.promissory.domain.Fact.WalletDescribed;
import dev.promissory.domain.Fact.WalletFrozen;
import dev.promissory.domain.Fact.WalletOpened;
import dev.promissory.domain.Fact.WalletUnfrozen;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Wallet.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rules by which a wallet's steward answers commands. It reads and decides; it changes nothing, knows no clock and
 * makes up no ids. {@link PromiseSteward} answers other stewards by the same rules.
 */
public final class Steward {

    private final boolean autoOpen;

    /** @param autoOpen whether a first deposit or incoming transfer opens a wallet that does not exist */
    public Steward(boolean autoOpen) {
        this.autoOpen = autoOpen;
    }

    /**
     * @param wallet the one the command names
     * @param recordTime of the command's record
     * @param openPromises of this steward's wallets
     * @throws IllegalArgumentException when the wallet is another one
     */
    public Decision decide(Wallet wallet, Command command, Instant recordTime, OpenPromises openPromises) {
        wallet.requireId(command.walletId());
        CommandHead head = command.head();
        if (head.expectedSequence().isPresent() && head.expectedSequence().getAsLong() != wallet.sequence()) {
            return rejected(Rejection.SEQUENCE_MISMATCH);
        }
        Optional<Rejection> memoRefusal = head.memo().refusal();
        if (memoRefusal.isPresent()) {
            return rejected(memoRefusal.get());
        }
        Draft draft = new Draft(wallet, head.commandId(), recordTime, head.memo());
        return switch (command) {
            case OpenWallet open -> open(draft, open);
            case Deposit deposit -> deposit(draft, deposit);
            case Withdraw withdraw -> withdraw(draft, withdraw);
            case Transfer transfer -> transfer(draft, transfer);
            case Freeze freeze -> freeze(draft);
            case Unfreeze unfreeze -> unfreeze(draft);
            case Close close -> close(draft, openPromises);
        };
    }

    private Decision open(Draft draft, OpenWallet command) {
        Wallet wallet = draft.wallet();
        Optional<String> owner = command.owner();
        if (owner.isPresent() && owner.get().codePointCount(0, owner.get().length()) > OpenWallet.MAX_OWNER_LENGTH) {
            return rejected(Rejection.OWNER_TOO_LONG);
        }
        if (wallet.status() == Status.CLOSED) {
            return rejected(Rejection.WALLET_CLOSED);
        }
        if (wallet.status() == Status.UNOPENED) {
            draft.add(next -> new WalletOpened(next, owner));
        } else if (owner.isPresent() && !owner.equals(wallet.owner())) {
            draft.add(next -> new WalletDescribed(next, owner.get()));
        }
        return draft.accepted();
    }

    private Decision deposit(Draft draft, Deposit command) {
        Wallet wallet = draft.wallet();
        boolean opens = wallet.status() == Status.UNOPENED && autoOpen;
        Optional<Rejection> refusal = opens ? Optional.empty() : stateRefusal(wallet);
        refusal = refusal.or(() -> command.money().refusal());
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        Money money = command.money().money();
        Optional<Rejection> creditRefusal = wallet.creditRefusal(money);
        if (creditRefusal.isPresent()) {
            return rejected(creditRefusal.get());
        }
        Balance after = wallet.balance(money.currency()).credited(money);
        if (opens) {
            draft.add(next -> new WalletOpened(next, Optional.empty()));
        }
        draft.add(next -> new MoneyDeposited(next, money, after));
        return draft.accepted();
    }

    private Decision withdraw(Draft draft, Withdraw command) {
        Wallet wallet = draft.wallet();
        Optional<Rejection> refusal = stateRefusal(wallet).or(() -> spendingRefusal(wallet, command.money()));
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        Money money = command.money().money();
        Balance after = wallet.balance(money.currency()).debited(money);
        draft.add(next -> new MoneyWithdrawn(next, money, after));
        return draft.accepted();
    }

    private Decision transfer(Draft draft, Transfer command) {
        Wallet wallet = draft.wallet();
        RequestedLeg requested = command.legs().getFirst();
        Optional<Rejection> refusal = stateRefusal(wallet)
                .or(() -> legsRefusal(wallet, command.legs()))
                .or(() -> spendingRefusal(wallet, requested.money()));
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        Leg leg = new Leg(requested.to(), requested.money().money());
        Balance after = wallet.balance(leg.money().currency()).debited(leg.money());
        TransferPromised promised = draft.add(next -> new TransferPromised(next, List.of(leg), List.of(after)));
        CommandHead head = command.head();
        return draft.accepted(
                new PromiseMade(promised.promiseId(), promised.legs(), head.commandId(), draft.at(), head.memo()));
    }

    private Decision freeze(Draft draft) {
        return switch (draft.wallet().status()) {
            case UNOPENED -> rejected(Rejection.WALLET_NOT_FOUND);
            case CLOSED -> rejected(Rejection.WALLET_CLOSED);
            case FROZEN -> draft.accepted();
            case OPEN -> {
                draft.add(WalletFrozen::new);
                yield draft.accepted();
            }
        };
    }

    private Decision unfreeze(Draft draft) {
        return switch (draft.wallet().status()) {
            case UNOPENED -> rejected(Rejection.WALLET_NOT_FOUND);
            case CLOSED -> rejected(Rejection.WALLET_CLOSED);
            case OPEN -> draft.accepted();
            case FROZEN -> {
                draft.add(WalletUnfrozen::new);
                yield draft.accepted();
            }
        };
    }

    private Decision close(Draft draft, OpenPromises openPromises) {
        Wallet wallet = draft.wallet();
        if (wallet.status() == Status.CLOSED) {
            return draft.accepted();
        }
        Optional<Rejection> refusal = stateRefusal(wallet);
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        if (!wallet.isEmpty()) {
            return rejected(Rejection.WALLET_NOT_EMPTY);
        }
        if (openPromises.anyOf(wallet.id())) {
            return rejected(Rejection.PROMISES_IN_FLIGHT);
        }
        draft.add(WalletClosed::new);
        return draft.accepted();
    }

    /** What a wallet's state forbids to all that move money. */
    static Optional<Rejection> stateRefusal(Wallet wallet) {
        return switch (wallet.status()) {
            case UNOPENED -> Optional.of(Rejection.WALLET_NOT_FOUND);
            case CLOSED -> Optional.of(Rejection.WALLET_CLOSED);
            case FROZEN -> Optional.of(Rejection.WALLET_FROZEN);
            case OPEN -> Optional.empty();
        };
    }

    private static Optional<Rejection> legsRefusal(Wallet wallet, List<RequestedLeg> legs) {
        if (legs.size() > 1) {
            return Optional.of(Rejection.TOO_MANY_LEGS);
        }
        return legs.getFirst().to().equals(wallet.id()) ? Optional.of(Rejection.TRANSFER_TO_SELF) : Optional.empty();
    }

    private static Optional<Rejection> spendingRefusal(Wallet wallet, RequestedMoney requested) {
        Optional<Rejection> refusal = requested.refusal();
        if (refusal.isPresent()) {
            return refusal;
        }
        Money money = requested.money();
        Balance before = wallet.balance(money.currency());
        if (!before.covers(money)) {
            return Optional.of(Rejection.INSUFFICIENT_FUNDS);
        }
        // Less money can have more digits: 10 less 0.01 is 9.99. A balance that a return has made too long may stay so.
        Money after = before.debited(money).total();
        return after.fits() || after.digits() <= before.total().digits()
                ? Optional.empty()
                : Optional.of(Rejection.BALANCE_TOO_LARGE);
    }
}
