package dev.promissory.domain;

import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.OfNoBalance;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferReturned;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** A fact that moves money, altered in its amount or in the balances that it states. */
final class Lie {

    private Lie() {}

    /** Every lie about the fact; none when it moves no money. */
    static List<Fact> about(Fact fact) {
        return switch (fact) {
            case OfNoBalance moved -> List.of();
            case MoneyDeposited it ->
                ofOne(it.money(), it.balance(), (money, balance) -> new MoneyDeposited(it.head(), money, balance));
            case MoneyWithdrawn it ->
                ofOne(it.money(), it.balance(), (money, balance) -> new MoneyWithdrawn(it.head(), money, balance));
            case TransferReceived it ->
                ofOne(
                        it.money(),
                        it.balance(),
                        (money, balance) ->
                                new TransferReceived(it.head(), it.promiseId(), it.promisedAt(), money, balance));
            case TransferPromised it ->
                ofMany(it.legs(), it.balances(), (legs, balances) -> new TransferPromised(it.head(), legs, balances));
            case TransferReturned it ->
                ofMany(
                        it.legs(),
                        it.balances(),
                        (legs, balances) -> new TransferReturned(
                                it.head(),
                                it.promiseId(),
                                it.promisedAt(),
                                legs,
                                it.refusedBy(),
                                it.reason(),
                                balances));
        };
    }

    private static List<Fact> ofOne(Money money, Balance balance, BiFunction<Money, Balance, Fact> fact) {
        Stream<Fact> amounts = Stream.of(more(money), money.negated()).map(altered -> fact.apply(altered, balance));
        Stream<Fact> balances = lies(balance).map(altered -> fact.apply(money, altered));
        return Stream.concat(amounts, balances).toList();
    }

    private static List<Fact> ofMany(
            List<Leg> legs, List<Balance> balances, BiFunction<List<Leg>, List<Balance>, Fact> fact) {
        Leg leg = legs.getFirst();
        return Stream.of(
                        Stream.of(fact.apply(List.of(new Leg(leg.to(), more(leg.money()))), balances)),
                        Stream.of(fact.apply(legs, List.of())),
                        lies(balances.getFirst()).map(altered -> fact.apply(legs, List.of(altered))))
                .flatMap(lies -> lies)
                .toList();
    }

    private static Stream<Balance> lies(Balance balance) {
        return Stream.of(
                new Balance(more(balance.total()), balance.held()),
                new Balance(balance.total(), more(balance.held())),
                Balance.zero(new Currency("OTHER")));
    }

    private static Money more(Money money) {
        return money.plus(Money.of("1", money.currency().code()));
    }
}
