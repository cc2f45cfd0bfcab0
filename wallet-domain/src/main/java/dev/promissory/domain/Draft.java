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

    /** The balances of these currencies as they will be when the moneys have been taken from the wallet. */
    List<Balance> less(List<Money> moneys) {
        return balancesOf(Evolution.debitAll(wallet, moneys), moneys);
    }

    /** The balances of these currencies as they will be when the moneys have been added to the wallet. */
    List<Balance> plus(List<Money> moneys) {
        return balancesOf(Evolution.creditAll(wallet, moneys), moneys);
    }

    Decision.Accepted accepted(Message... messages) {
        return accepted(List.of(messages));
    }

    Decision.Accepted accepted(List<Message> messages) {
        return new Decision.Accepted(facts, messages);
    }

    private static List<Balance> balancesOf(Wallet after, List<Money> moneys) {
        return moneys.stream()
                .map(Money::currency)
                .distinct()
                .map(after::balance)
                .toList();
    }
}
