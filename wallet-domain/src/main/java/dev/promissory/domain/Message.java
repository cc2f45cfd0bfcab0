package dev.promissory.domain;

import java.time.Instant;
import java.util.List;

/** What one steward tells another about a promise. Between stewards there is nothing else. */
public sealed interface Message {

    PromiseId promiseId();

    /** The wallet whose steward is to act on it. */
    WalletId addressee();

    /** What begins something at its addressee: it must not be acted on twice. */
    sealed interface Opening extends Message {}

    /** What a participant answers its coordinator: who holds the promise's other end. */
    sealed interface Answer extends Message {
        WalletId by();

        @Override
        default WalletId addressee() {
            return promiseId().sender();
        }
    }

    /** What a coordinator has decided, said to one that had agreed. */
    sealed interface Verdict extends Message {
        WalletId to();

        @Override
        default WalletId addressee() {
            return to();
        }
    }

    /** To the only receiver: this money has left the sender, take it or refuse it. */
    record PromiseMade(
            PromiseId promiseId, List<Leg> legs, CommandId commandId, Instant promisedAt, Memo memo, Occasion occasion)
            implements Opening {
        public PromiseMade {
            legs = List.copyOf(legs);
            if (!Leg.haveOneReceiver(legs)) {
                throw new IllegalArgumentException("a promise that one receiver decides has one receiver: " + legs);
            }
        }

        @Override
        public WalletId addressee() {
            return legs.getFirst().to();
        }

        public List<Posting> postings() {
            return Posting.all(promiseId.sender(), legs);
        }
    }

    /**
     * To one of several: agree to give and take this, or refuse.
     *
     * @param postings those from and to the addressee
     */
    record AgreementAsked(
            PromiseId promiseId,
            WalletId addressee,
            List<Posting> postings,
            CommandId commandId,
            Instant promisedAt,
            Memo memo,
            Occasion occasion)
            implements Opening {
        public AgreementAsked {
            postings = List.copyOf(postings);
        }
    }

    /** To the coordinator: what is asked will be done, and nothing can change that. */
    record PromiseAgreed(PromiseId promiseId, WalletId by) implements Answer {}

    /** To the coordinator: the money has arrived, or is gone for good. */
    record PromiseKept(PromiseId promiseId, WalletId by) implements Answer {}

    /** To the coordinator: what is asked will not be done. */
    record PromiseRefused(PromiseId promiseId, WalletId by, Rejection reason) implements Answer {}

    /** To one that had agreed: so have all others, do it. */
    record PromiseSettled(PromiseId promiseId, WalletId to) implements Verdict {}

    /** To one that may have agreed: another has not, undo it. */
    record PromiseReleased(PromiseId promiseId, WalletId to, WalletId refusedBy, Rejection reason) implements Verdict {}
}
