package dev.promissory.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Money that goes from one wallet to another as part of a promise: always more than zero. */
public record Posting(WalletId from, WalletId to, Money money) {

    /** @throws IllegalArgumentException when the money is zero or less, or would go where it comes from */
    public Posting {
        if (!money.isPositive()) {
            throw new IllegalArgumentException("a posting moves more than zero: " + money);
        }
        if (from.equals(to)) {
            throw new IllegalArgumentException("a posting moves from one wallet to another: " + from);
        }
    }

    static Posting of(WalletId from, Leg leg) {
        return new Posting(from, leg.to(), leg.money());
    }

    static List<Posting> all(WalletId from, List<Leg> legs) {
        List<Posting> postings = new ArrayList<>(legs.size());
        for (Leg leg : legs) {
            postings.add(of(from, leg));
        }
        return Collections.unmodifiableList(postings);
    }

    public Leg leg() {
        return new Leg(to, money);
    }

    /** The same money the other way. */
    Posting reversed() {
        return new Posting(to, from, money);
    }

    static List<Money> moneys(List<Posting> postings) {
        List<Money> moneys = new ArrayList<>(postings.size());
        for (Posting posting : postings) {
            moneys.add(posting.money());
        }
        return Collections.unmodifiableList(moneys);
    }

    static List<Leg> legs(List<Posting> postings) {
        return postings.stream().map(Posting::leg).toList();
    }

    /** One sum for each currency, in order of their codes. */
    public static List<Money> sums(Stream<Money> moneys) {
        SortedMap<Currency, Money> sums = new TreeMap<>();
        moneys.forEach(money -> sums.merge(money.currency(), money, Money::plus));
        return List.copyOf(sums.values());
    }
}
