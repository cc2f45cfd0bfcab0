package dev.promissory.domain;

import static dev.promissory.domain.Decision.rejected;

import dev.promissory.domain.Command.RequestedPosting;
import dev.promissory.domain.Command.Reverse;
import dev.promissory.domain.Fact.JournalSettled;
import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferSettled;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Money sent back. Nothing is undone: a new movement names the old one, once. The proof says what there was to reverse,
 * so that no steward has to remember all that it ever received.
 */
final class ReversalRules {

    static final TimeSpan JOURNAL_TIME = TimeSpan.of(Duration.ofSeconds(30));

    private final Notary notary;
    private final MoneyRules money;
    private final TransferRules transfers;
    private final JournalRules journals;

    ReversalRules(Notary notary, MoneyRules money, TransferRules transfers, JournalRules journals) {
        this.notary = notary;
        this.money = money;
        this.transfers = transfers;
        this.journals = journals;
    }

    Decision reverse(Draft draft, Reverse command, StewardMemory memory) {
        Optional<Rejection> refusal = stateRefusal(draft.wallet(), command.fact())
                .or(() -> notary.attests(command.proof()) ? Optional.empty() : Optional.of(Rejection.PROOF_INVALID));
        if (refusal.isPresent()) {
            return rejected(refusal.get());
        }
        return switch (command.fact()) {
            case MoneyDeposited deposited
            when isOwn(draft, deposited) -> {
                Reversed reversed = Reversed.of(deposited);
                yield once(draft, reversed, memory)
                        .orElseGet(() -> money.withdraw(draft, requested(deposited.money()), of(reversed)));
            }
            case MoneyWithdrawn withdrawn
            when isOwn(draft, withdrawn) -> {
                Reversed reversed = Reversed.of(withdrawn);
                yield once(draft, reversed, memory)
                        .orElseGet(() -> money.deposit(draft, requested(withdrawn.money()), of(reversed)));
            }
            case TransferReceived received
            when isOwn(draft, received) -> {
                Reversed reversed = Reversed.of(received.promiseId());
                List<Leg> legs = Posting.legs(
                        received.postings().stream().map(Posting::reversed).toList());
                yield once(draft, reversed, memory).orElseGet(() -> transfers.send(draft, legs, of(reversed)));
            }
            case TransferSettled settled
            when Reversed.isOfSeveral(settled) ->
                journal(draft, settled.promiseId(), Posting.all(settled.walletId(), settled.legs()));
            case JournalSettled settled -> journal(draft, settled.promiseId(), settled.postings());
            default -> rejected(Rejection.NOT_REVERSIBLE);
        };
    }

    /** Who gave on the way there takes on the way back; each of those who give makes sure that it gives once. */
    private Decision journal(Draft draft, PromiseId promiseId, List<Posting> postings) {
        List<RequestedPosting> back = postings.stream()
                .map(each -> new RequestedPosting(each.to(), each.from(), requested(each.money())))
                .toList();
        return journals.open(draft, back, JOURNAL_TIME, of(Reversed.of(promiseId)));
    }

    /** What several have moved goes back through a journal, whose id must be new; the rest through its own wallet. */
    private static Optional<Rejection> stateRefusal(Wallet wallet, Fact fact) {
        return Reversed.isOfSeveral(fact) ? States.journalRefusal(wallet) : States.refusal(wallet);
    }

    private static Optional<Decision> once(Draft draft, Reversed reversed, StewardMemory memory) {
        return memory.isReversed(draft.wallet().id(), reversed)
                ? Optional.of(rejected(Rejection.ALREADY_REVERSED))
                : Optional.empty();
    }

    private static boolean isOwn(Draft draft, Fact fact) {
        return fact.walletId().equals(draft.wallet().id());
    }

    private static Occasion of(Reversed reversed) {
        return new Occasion.Reversal(reversed);
    }

    private static RequestedMoney requested(Money money) {
        return new RequestedMoney(money.amount(), money.currency().code());
    }
}
