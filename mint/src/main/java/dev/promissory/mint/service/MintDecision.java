package dev.promissory.mint.service;

import dev.promissory.domain.Command;
import dev.promissory.mint.protocol.MintFact;
import dev.promissory.mint.protocol.MintRefusal;
import java.util.List;
import java.util.Optional;

/** What the mint makes of something it was asked or has seen. It has changed nothing yet: the facts have. */
sealed interface MintDecision {

    /**
     * @param facts in order of their sequence
     * @param asks for the wallets' stewards, in this order
     * @param opened what is now on its way
     * @param closed what is not any more
     */
    record Accepted(List<MintFact> facts, List<Command> asks, Optional<OpenAsk> opened, Optional<OpenAsk> closed)
            implements MintDecision {

        /** Nothing follows. */
        static final Accepted NOTHING = new Accepted(List.of(), List.of(), Optional.empty(), Optional.empty());

        public Accepted {
            facts = List.copyOf(facts);
            asks = List.copyOf(asks);
        }

        static Accepted fact(MintFact fact) {
            return new Accepted(List.of(fact), List.of(), Optional.empty(), Optional.empty());
        }
    }

    record Rejected(MintRefusal refusal) implements MintDecision {}
}
