package dev.promissory.domain;

import dev.promissory.domain.Fact.HoldCaptured;
import dev.promissory.domain.Fact.HoldExpired;
import dev.promissory.domain.Fact.HoldPlaced;
import dev.promissory.domain.Fact.HoldReleased;
import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.OfNoBalance;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferReserved;
import dev.promissory.domain.Fact.TransferReturned;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A fact that moves money, altered in its amount or in the balances that it states. */
final class Lie {

    private Lie() {}

    /** Every lie about the fact; none when it moves no money. */
    static List<Fact> about(Fact fact) {
        return switch (fact) {
            case OfNoBalance moved -> List.of();
            case MoneyDeposited it ->
                ofOne(it, it.money(), (money, after) -> new MoneyDeposited(it.head(), money, after, it.occasion()));
            case MoneyWithdrawn it ->
                ofOne(it, it.money(), (money, after) -> new MoneyWithdrawn(it.head(), money, after, it.occasion()));
            case HoldPlaced it ->
                ofOne(
                        it,
                        it.money(),
                        (money, after) -> new HoldPlaced(it.head(), it.holdId(), money, it.expiresAt(), after));
            case HoldCaptured it ->
                ofOne(
                        it,
                        it.money(),
                        (money, after) ->
                                new HoldCaptured(it.head(), it.holdId(), money, it.released(), it.to(), after));
            case HoldReleased it ->
                ofOne(it, it.money(), (money, after) -> new HoldReleased(it.head(), it.holdId(), money, after));
            case HoldExpired it ->
                ofOne(it, it.money(), (money, after) -> new HoldExpired(it.head(), it.holdId(), money, after));
            case TransferReceived it ->
                ofMany(
                        it,
                        ofFirst(it.postings(), each -> new Posting(each.from(), each.to(), more(each.money()))),
                        it.postings(),
                        (postings, after) -> new TransferReceived(
                                it.head(), it.promiseId(), it.promisedAt(), postings, after, it.occasion()));
            case TransferPromised it ->
                ofLegs(it, it.legs(), (legs, after) -> new TransferPromised(it.head(), legs, after, it.occasion()));
            case TransferReserved it ->
                ofLegs(
                        it,
                        it.legs(),
                        (legs, after) -> new TransferReserved(
                                it.head(), it.promiseId(), it.promisedAt(), legs, after, it.occasion()));
            case TransferReturned it ->
                ofLegs(
                        it,
                        it.legs(),
                        (legs, after) -> new TransferReturned(
                                it.head(),
                                it.promiseId(),
                                it.promisedAt(),
                                legs,
                                it.refusedBy(),
                                it.reason(),
                                after,
                                it.occasion()));
        };
    }

    private static List<Fact> ofOne(Fact.OfOneBalance told, Money money, BiFunction<Money, Balance, Fact> fact) {
        Stream<Fact> amounts =
                Stream.of(more(money), money.negated()).map(altered -> fact.apply(altered, told.balance()));
        Stream<Fact> balances = lies(told.balance()).map(altered -> fact.apply(money, altered));
        return Stream.concat(amounts, balances).toList();
    }

    private static List<Fact> ofLegs(Fact told, List<Leg> legs, BiFunction<List<Leg>, List<Balance>, Fact> fact) {
        return ofMany(told, ofFirst(legs, leg -> new Leg(leg.to(), more(leg.money()))), legs, fact);
    }

    private static <T> List<Fact> ofMany(
            Fact told, List<T> altered, List<T> parts, BiFunction<List<T>, List<Balance>, Fact> fact) {
        List<Balance> balances = told.balances();
        Function<Balance, Fact> stating = first -> fact.apply(parts, ofFirst(balances, same -> first));
        return Stream.of(
                        Stream.of(fact.apply(altered, balances)),
                        Stream.of(fact.apply(parts.subList(1, parts.size()), balances)),
                        Stream.of(fact.apply(parts, balances.subList(1, balances.size()))),
                        lies(balances.getFirst()).map(stating))
                .flatMap(lies -> lies)
                .toList();
    }

    private static <T> List<T> ofFirst(List<T> things, UnaryOperator<T> altering) {
        List<T> altered = new ArrayList<>(things);
        altered.set(0, altering.apply(things.getFirst()));
        return altered;
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
