package dev.promissory.domain;

import java.time.Instant;
import java.util.List;

/** What one steward tells another about a promise. Between stewards there is nothing else. */
public sealed interface Message {

    PromiseId promiseId();

    /** The wallet whose steward is to act on it. */
    WalletId addressee();

    /** To a receiver: this money has left the sender, take it or refuse it. */
    record PromiseMade(PromiseId promiseId, List<Leg> legs, CommandId commandId, Instant promisedAt, Memo memo)
            implements Message {
        public PromiseMade {
            legs = List.copyOf(legs);
            if (legs.size() != 1) {
                throw new IllegalArgumentException("a promise has one leg: " + legs);
            }
        }

        public Leg leg() {
            return legs.getFirst();
        }

        @Override
        public WalletId addressee() {
            return leg().to();
        }
    }

    /** To the sender: the money has arrived. */
    record PromiseKept(PromiseId promiseId, WalletId by) implements Message {
        @Override
        public WalletId addressee() {
            return promiseId.sender();
        }
    }

    /** To the sender: the money was not taken, have it back. */
    record PromiseRefused(PromiseId promiseId, WalletId by, Rejection reason) implements Message {
        @Override
        public WalletId addressee() {
            return promiseId.sender();
        }
    }
}
