package dev.promissory.domain;

import static dev.promissory.domain.Decision.rejected;

import dev.promissory.domain.Command.CancelTransfer;
import dev.promissory.domain.Command.CaptureHold;
import dev.promissory.domain.Command.Close;
import dev.promissory.domain.Command.Deposit;
import dev.promissory.domain.Command.Exchange;
import dev.promissory.domain.Command.Freeze;
import dev.promissory.domain.Command.OpenJournal;
import dev.promissory.domain.Command.OpenWallet;
import dev.promissory.domain.Command.PlaceHold;
import dev.promissory.domain.Command.ReleaseHold;
import dev.promissory.domain.Command.Reverse;
import dev.promissory.domain.Command.SetOverdraftLimit;
import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.Command.Unfreeze;
import dev.promissory.domain.Command.Withdraw;
import dev.promissory.domain.Decision.Accepted;
import java.time.Instant;
import java.util.Optional;

/**
 * The rules by which a wallet's steward answers commands and timers. It reads and decides; it changes nothing, knows no
 * clock and makes up no ids. {@link PromiseSteward} answers other stewards by the same rules.
 */
public final class Steward {

    private final WalletRules wallets;
    private final MoneyRules money;
    private final HoldRules holds = new HoldRules();
    private final TransferRules transfers = new TransferRules();
    private final JournalRules journals = new JournalRules();
    private final ReversalRules reversals;

    /**
     * @param autoOpen whether a first deposit or incoming transfer opens a wallet that does not exist
     * @param notary who tells a true fact from a forged one
     */
    public Steward(boolean autoOpen, Notary notary) {
        this.wallets = new WalletRules();
        this.money = new MoneyRules(autoOpen);
        this.reversals = new ReversalRules(notary, money, transfers, journals);
    }

    /**
     * @param wallet the one the command names
     * @param recordTime of the command's record
     * @param memory of this steward
     * @throws IllegalArgumentException when the wallet is another one
     */
    public Decision decide(Wallet wallet, Command command, Instant recordTime, StewardMemory memory) {
        wallet.requireId(command.walletId());
        CommandHead head = command.head();
        Optional<Rejection> headRefusal = refusal(wallet, head);
        if (headRefusal.isPresent()) {
            return rejected(headRefusal.get());
        }
        Draft draft = new Draft(wallet, head.commandId(), recordTime, head.memo());
        return switch (command) {
            case OpenWallet open -> wallets.open(draft, open);
            case Deposit deposit -> money.deposit(draft, deposit.money(), Occasion.NONE);
            case Withdraw withdraw -> money.withdraw(draft, withdraw.money(), Occasion.NONE);
            case Transfer transfer -> transfers.transfer(draft, transfer);
            case CancelTransfer cancel -> transfers.cancel(draft, cancel.scheduleId(), memory);
            case PlaceHold place -> holds.place(draft, place, memory);
            case CaptureHold capture -> holds.capture(draft, capture, memory);
            case ReleaseHold release -> holds.release(draft, release.holdId(), memory);
            case SetOverdraftLimit set -> wallets.setOverdraftLimit(draft, set.limit());
            case OpenJournal open -> journals.open(draft, open);
            case Exchange exchange -> journals.exchange(draft, exchange);
            case Reverse reverse -> reversals.reverse(draft, reverse, memory);
            case Freeze freeze -> wallets.freeze(draft);
            case Unfreeze unfreeze -> wallets.unfreeze(draft);
            case Close close -> wallets.close(draft, memory);
        };
    }

    /**
     * A timer rang. Before its time, or when what it was for has ended, nothing follows.
     *
     * @param recordTime of the timer's record: this, and no clock, says what time it is
     * @throws IllegalArgumentException when the wallet is another one
     */
    public Accepted ring(Wallet wallet, Timer timer, Instant recordTime, StewardMemory memory) {
        wallet.requireId(timer.addressee());
        return switch (timer) {
            case Timer.HoldDue due -> holds.expire(wallet, due, recordTime, memory);
            case Timer.ScheduleDue due -> transfers.execute(wallet, due, recordTime, memory);
            case Timer.JournalDue due -> journals.expire(wallet, due, recordTime, memory);
        };
    }

    private static Optional<Rejection> refusal(Wallet wallet, CommandHead head) {
        if (head.expectedSequence().isPresent() && head.expectedSequence().getAsLong() != wallet.sequence()) {
            return Optional.of(Rejection.SEQUENCE_MISMATCH);
        }
        if (!head.requirements().stream().allMatch(requirement -> requirement.holdsFor(wallet))) {
            return Optional.of(Rejection.CONDITION_FAILED);
        }
        return head.memo().refusal();
    }
}
