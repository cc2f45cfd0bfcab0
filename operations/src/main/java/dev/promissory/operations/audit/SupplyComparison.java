package dev.promissory.operations.audit;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.views.SeenSupply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the views have added up, held against the same sums at the very fact up to which they count. There is a row for
 * each currency and partition: few enough for memory.
 */
final class SupplyComparison {

    private final Side side;
    private final Map<Place, SeenSupply> kept = new HashMap<>();
    private final Map<Place, Flows> folded = new HashMap<>();
    private final Set<Place> met = new HashSet<>();
    private final Set<Place> lacking = new HashSet<>();
    private long compared;
    private long behind;

    private record Place(int partition, Currency currency) {
        @Override
        public String toString() {
            return "of " + currency + " in partition " + partition;
        }
    }

    SupplyComparison(Side side) {
        this.side = side;
    }

    /** @param row as it is kept; null when it was removed */
    void keep(int partition, byte[] key, byte[] row) {
        Currency currency = SeenSupply.currencyOf(key).orElse(null);
        if (currency == null) {
            report("unreadable", "lies under a key that nobody writes");
            return;
        }
        Place place = new Place(partition, currency);
        kept.remove(place);
        if (row == null) {
            return;
        }
        Damaged.ifReadable(() -> SeenSupply.read(currency, row))
                .ifPresentOrElse(seen -> kept.put(place, seen), () -> report("unreadable", place + " cannot be read"));
    }

    long compared() {
        return compared;
    }

    long behind() {
        return behind;
    }

    void folded(GoodFact fact) {
        Flows.of(fact.fact()).forEach((currency, flows) -> {
            Place place = new Place(fact.partition(), currency);
            Flows sum = folded.merge(place, flows, Flows::plus);
            SeenSupply row = kept.get(place);
            if (row != null && row.lastOffset() == fact.offset()) {
                meet(place, row, sum);
            } else if ((row == null || row.lastOffset() < fact.offset()) && lacking.add(place)) {
                lack(place, row, fact);
            }
        });
    }

    /** What no fact led to. */
    void end() {
        kept.forEach((place, row) -> {
            if (!met.contains(place)) {
                report("differs", place + " counts up to offset " + row.lastOffset() + ", where no fact moves it");
            }
        });
    }

    private void meet(Place place, SeenSupply row, Flows sum) {
        met.add(place);
        List<String> found = new ArrayList<>();
        compare(found, "deposited", row.deposited(), sum.deposited());
        compare(found, "withdrawn", row.withdrawn(), sum.withdrawn());
        compare(found, "promised", row.promised(), sum.promised());
        compare(found, "received", row.received(), sum.received());
        compare(found, "returned", row.returned(), sum.returned());
        compare(found, "balances", row.balances(), sum.balances());
        if (found.isEmpty()) {
            compared++;
        } else {
            report("differs", place + " says " + String.join(", ", found));
        }
    }

    private void lack(Place place, SeenSupply row, GoodFact fact) {
        if (!side.mustKnow(fact)) {
            behind++;
            return;
        }
        String stands = row == null ? "is not there" : "counts up to offset " + row.lastOffset();
        report("missed", place + " " + stands + " and lacks the fact at " + fact.offset());
    }

    private static void compare(List<String> found, String name, Money kept, Money folded) {
        if (!kept.equals(folded)) {
            found.add(name + " " + kept + " instead of " + folded);
        }
    }

    private void report(String what, String detail) {
        side.differences().add(side.where(), what, side.name() + " " + detail);
    }
}
