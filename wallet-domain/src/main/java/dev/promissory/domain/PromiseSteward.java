package dev.promissory.domain;

import dev.promissory.domain.Decision.Accepted;
import dev.promissory.domain.Fact.JournalSettled;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.TransferSettled;
import dev.promissory.domain.Message.AgreementAsked;
import dev.promissory.domain.Message.PromiseAgreed;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.Message.PromiseReleased;
import dev.promissory.domain.Message.PromiseSettled;
import dev.promissory.domain.OpenPromise.Stage;
import dev.promissory.domain.Wallet.Status;
import java.time.Instant;

/**
 * The rules by which a wallet's steward answers other stewards. What is asked is either agreed to or refused, never
 * dropped; what has been agreed to is done, and money that comes back is put back, whatever the wallet's state. So every
 * promise ends.
 */
public final class PromiseSteward {

    private final ParticipantRules participants;

    /** @param autoOpen whether an incoming transfer opens a wallet that does not exist */
    public PromiseSteward(boolean autoOpen) {
        this.participants = new ParticipantRules(autoOpen);
    }

    /**
     * @param wallet the message's addressee
     * @param recordTime of the message's record
     * @param memory of this steward
     * @throws IllegalArgumentException when the wallet is another one
     */
    public Accepted receive(Wallet wallet, Message message, Instant recordTime, StewardMemory memory) {
        wallet.requireId(message.addressee());
        return switch (message) {
            case PromiseMade made -> participants.take(wallet, made, recordTime);
            case AgreementAsked asked -> participants.agree(wallet, asked, recordTime, memory);
            case PromiseSettled settled -> participants.settle(wallet, settled, recordTime, memory);
            case PromiseReleased released -> participants.release(wallet, released, recordTime, memory);
            case PromiseAgreed agreed ->
                memory.promise(agreed.promiseId())
                        .filter(promise -> promise.stage() == Stage.ASKED && promise.awaits(agreed.by()))
                        .filter(promise -> promise.awaited().size() == 1)
                        .map(promise -> settled(wallet, promise, recordTime))
                        .orElseGet(Accepted::nothing);
            case PromiseKept kept -> Accepted.nothing();
            case PromiseRefused refused ->
                memory.promise(refused.promiseId())
                        .filter(promise -> promise.stage() != Stage.SETTLED && promise.awaits(refused.by()))
                        .map(promise -> returned(wallet, promise, refused, recordTime))
                        // Put back before, never sent, or refused by a stranger: money appears only against a promise
                        // of our own, on the word of the one it was made to.
                        .orElseGet(Accepted::nothing);
        };
    }

    /** The last one has agreed: from here on nothing can return. */
    private static Accepted settled(Wallet wallet, OpenPromise promise, Instant recordTime) {
        Draft draft = new Draft(wallet, promise.commandId(), recordTime, promise.memo());
        if (wallet.status() == Status.JOURNAL) {
            draft.add(next -> new JournalSettled(
                    next, promise.promiseId(), promise.promisedAt(), promise.postings(), promise.occasion()));
        } else {
            draft.add(next -> new TransferSettled(
                    next, promise.promiseId(), promise.promisedAt(), Posting.legs(promise.postings())));
        }
        return draft.accepted(Coordination.settling(promise.promiseId(), promise.postings()));
    }

    private static Accepted returned(Wallet wallet, OpenPromise promise, PromiseRefused refused, Instant recordTime) {
        if (wallet.status() == Status.JOURNAL) {
            return JournalRules.returned(wallet, promise, refused.by(), refused.reason(), recordTime);
        }
        Draft draft = new Draft(wallet, promise.commandId(), recordTime, promise.memo());
        var legs = Posting.legs(promise.postings());
        var after = draft.plus(Evolution.moneys(legs));
        draft.add(next -> new TransferReturned(
                next,
                promise.promiseId(),
                promise.promisedAt(),
                legs,
                refused.by(),
                refused.reason(),
                after,
                promise.occasion()));
        return draft.accepted(
                Coordination.releasing(promise.promiseId(), promise.postings(), refused.by(), refused.reason()));
    }
}
