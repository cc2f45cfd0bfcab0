package dev.promissory.operations.audit;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Money;
import dev.promissory.domain.Posting;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How much of one currency facts have moved, and where. Worked out from what the facts say was moved, not from the
 * balances that follow.
 */
record Flows(Money deposited, Money withdrawn, Money promised, Money received, Money returned) {

    static Flows none(Currency currency) {
        Money zero = Money.zero(currency);
        return new Flows(zero, zero, zero, zero, zero);
    }

    /** By currency; empty when the fact moves nothing into or out of its wallet. */
    static SortedMap<Currency, Flows> of(Fact fact) {
        return switch (fact) {
            case Fact.MoneyDeposited deposited -> flows(Stream.of(deposited.money()), Flows::depositing);
            case Fact.MoneyWithdrawn withdrawn -> flows(Stream.of(withdrawn.money()), Flows::withdrawing);
            case Fact.TransferPromised promised -> flows(moneys(promised.legs()), Flows::promising);
            case Fact.TransferReserved reserved -> flows(moneys(reserved.legs()), Flows::promising);
            case Fact.TransferReceived received ->
                flows(received.postings().stream().map(Posting::money), Flows::receiving);
            case Fact.TransferReturned returned -> flows(moneys(returned.legs()), Flows::returning);
            case Fact.OfOneBalance none -> new TreeMap<>();
            case Fact.OfNoBalance none -> new TreeMap<>();
        };
    }

    Money inFlight() {
        return promised.minus(received).minus(returned);
    }

    /** What that makes in the wallets. */
    Money balances() {
        return deposited.minus(withdrawn).minus(inFlight());
    }

    Flows plus(Flows other) {
        return new Flows(
                deposited.plus(other.deposited),
                withdrawn.plus(other.withdrawn),
                promised.plus(other.promised),
                received.plus(other.received),
                returned.plus(other.returned));
    }

    private static SortedMap<Currency, Flows> flows(Stream<Money> moneys, Function<Money, Flows> flow) {
        SortedMap<Currency, Flows> flows = new TreeMap<>();
        moneys.forEach(money -> flows.merge(money.currency(), flow.apply(money), Flows::plus));
        return flows;
    }

    private static Stream<Money> moneys(List<Leg> legs) {
        return legs.stream().map(Leg::money);
    }

    private static Flows depositing(Money money) {
        Money zero = Money.zero(money.currency());
        return new Flows(money, zero, zero, zero, zero);
    }

    private static Flows withdrawing(Money money) {
        Money zero = Money.zero(money.currency());
        return new Flows(zero, money, zero, zero, zero);
    }

    private static Flows promising(Money money) {
        Money zero = Money.zero(money.currency());
        return new Flows(zero, zero, money, zero, zero);
    }

    private static Flows receiving(Money money) {
        Money zero = Money.zero(money.currency());
        return new Flows(zero, zero, zero, money, zero);
    }

    private static Flows returning(Money money) {
        Money zero = Money.zero(money.currency());
        return new Flows(zero, zero, zero, zero, money);
    }
}
