package dev.promissory.domain;

import dev.promissory.domain.Decision.Accepted;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.WalletOpened;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.Wallet.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rules by which a wallet's steward answers other stewards. A promise that arrives is either taken or refused, never
 * dropped; one that comes back is always put back, whatever the wallet's state. So every promise ends.
 */
public final class PromiseSteward {

    private final boolean autoOpen;

    /** @param autoOpen whether an incoming transfer opens a wallet that does not exist */
    public PromiseSteward(boolean autoOpen) {
        this.autoOpen = autoOpen;
    }

    /**
     * @param wallet the message's addressee
     * @param recordTime of the message's record
     * @param openPromises of this steward's wallets; a promise that ended is to be removed from them afterwards
     * @throws IllegalArgumentException when the wallet is another one
     */
    public Accepted receive(Wallet wallet, Message message, Instant recordTime, OpenPromises openPromises) {
        wallet.requireId(message.addressee());
        return switch (message) {
            case PromiseMade made -> take(wallet, made, recordTime);
            case PromiseKept kept -> new Accepted(List.of(), List.of());
            case PromiseRefused refused ->
                openPromises
                        .find(refused.promiseId())
                        .filter(promise -> isPromisedTo(promise, refused.by()))
                        .map(promise -> putBack(wallet, promise, refused, recordTime))
                        // Put back before, never sent, or refused by a stranger: money appears only against a promise
                        // of our own, on the word of the one it was made to.
                        .orElseGet(() -> new Accepted(List.of(), List.of()));
        };
    }

    private Accepted take(Wallet wallet, PromiseMade promise, Instant recordTime) {
        boolean opens = wallet.status() == Status.UNOPENED && autoOpen;
        Money money = promise.leg().money();
        Balance after = wallet.balance(money.currency()).credited(money);
        Optional<Rejection> refusal = opens ? Optional.empty() : Steward.stateRefusal(wallet);
        refusal = refusal.or(() -> wallet.creditRefusal(money));
        Draft draft = new Draft(wallet, promise.commandId(), recordTime, promise.memo());
        if (refusal.isPresent()) {
            return refuse(draft, promise, refusal.get());
        }
        if (opens) {
            draft.add(next -> new WalletOpened(next, Optional.empty()));
        }
        draft.add(next -> new TransferReceived(next, promise.promiseId(), promise.promisedAt(), money, after));
        return draft.accepted(new PromiseKept(promise.promiseId(), wallet.id()));
    }

    /** A wallet that does not exist has no history to write the refusal in; the answer is the same. */
    private static Accepted refuse(Draft draft, PromiseMade promise, Rejection reason) {
        Wallet wallet = draft.wallet();
        if (wallet.status() != Status.UNOPENED) {
            Money money = promise.leg().money();
            draft.add(next -> new TransferRefused(next, promise.promiseId(), promise.promisedAt(), money, reason));
        }
        return draft.accepted(new PromiseRefused(promise.promiseId(), wallet.id(), reason));
    }

    private static boolean isPromisedTo(OpenPromise promise, WalletId receiver) {
        return promise.legs().stream().anyMatch(leg -> leg.to().equals(receiver));
    }

    private static Accepted putBack(Wallet wallet, OpenPromise promise, PromiseRefused refused, Instant recordTime) {
        Draft draft = new Draft(wallet, promise.commandId(), recordTime, promise.memo());
        List<Balance> after = promise.legs().stream()
                .map(leg -> leg.money().currency())
                .distinct()
                .map(Evolution.creditAll(wallet, promise.legs())::balance)
                .toList();
        draft.add(next -> new TransferReturned(
                next,
                promise.promiseId(),
                promise.promisedAt(),
                promise.legs(),
                refused.by(),
                refused.reason(),
                after));
        return draft.accepted();
    }
}
