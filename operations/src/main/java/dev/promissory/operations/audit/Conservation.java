package dev.promissory.operations.audit;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.domain.Wallet;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * That no money came from nowhere and none has gone: for each currency, what was deposited and not withdrawn is in the
 * wallets or in flight. The one side is added up from what facts say was moved, the other from the wallets they make.
 */
public final class Conservation {

    private final SortedMap<Currency, Flows> moved = new TreeMap<>();
    private final SortedMap<Currency, Money> balances = new TreeMap<>();

    /**
     * One currency's books.
     *
     * @param balances of all wallets, held money included
     * @param inFlight promised, and neither received nor returned
     */
    public record Books(Money deposited, Money withdrawn, Money balances, Money inFlight) {

        public Currency currency() {
            return deposited.currency();
        }

        public boolean conserved() {
            return deposited.minus(withdrawn).equals(balances.plus(inFlight));
        }
    }

    void move(GoodFact fact) {
        Flows.of(fact.fact()).forEach((currency, flows) -> moved.merge(currency, flows, Flows::plus));
    }

    void count(Wallet wallet) {
        for (Balance balance : wallet.balances().values()) {
            balances.merge(balance.currency(), balance.total(), Money::plus);
        }
    }

    SortedMap<Currency, Books> books() {
        SortedMap<Currency, Books> books = new TreeMap<>();
        balances.keySet().forEach(currency -> moved.putIfAbsent(currency, Flows.none(currency)));
        moved.forEach((currency, flows) -> books.put(
                currency,
                new Books(
                        flows.deposited(),
                        flows.withdrawn(),
                        balances.getOrDefault(currency, Money.zero(currency)),
                        flows.inFlight())));
        return books;
    }

    void end(Differences differences) {
        for (Books each : books().values()) {
            if (!each.conserved()) {
                Money expected = each.deposited().minus(each.withdrawn()).minus(each.inFlight());
                differences.add(
                        Where.CONSERVATION,
                        "not-conserved",
                        "the wallets hold " + each.balances() + " instead of " + expected);
            }
        }
    }
}
