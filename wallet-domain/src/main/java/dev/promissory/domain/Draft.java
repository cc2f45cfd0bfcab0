package dev.promissory.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The facts of one decision while it is being made: numbers them, and shows the wallet as it is after each. */
final class Draft {

    private final List<Fact> facts = new ArrayList<>();
    private final CommandId commandId;
    private final Instant at;
    private final Memo memo;
    private Wallet wallet;

    Draft(Wallet wallet, CommandId commandId, Instant recordTime, Memo memo) {
        this.wallet = wallet;
        this.commandId = commandId;
        this.at = recordTime.isBefore(wallet.lastFactAt()) ? wallet.lastFactAt() : recordTime;
        this.memo = memo;
    }

    Wallet wallet() {
        return wallet;
    }

    Instant at() {
        return at;
    }

    /** Adds the fact that is made from the next head, and returns it. */
    <F extends Fact> F add(Function<FactHead, F> fact) {
        F next = fact.apply(new FactHead(wallet.id(), wallet.sequence() + 1, commandId, at, memo));
        facts.add(next);
        wallet = Evolution.evolve(wallet, next);
        return next;
    }

    Decision.Accepted accepted(Message... messages) {
        return new Decision.Accepted(facts, List.of(messages));
    }
}
