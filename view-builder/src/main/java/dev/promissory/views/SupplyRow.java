package dev.promissory.views;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.views.Movement.Flow;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * All money of one currency that the facts of one partition moved, or the sum over partitions.
 *
 * @param lastOffset of the last fact that changed this row
 * @param flows how much moved in each direction; always all of them
 * @param balances what that makes in the wallets
 */
record SupplyRow(long lastOffset, Map<Flow, Money> flows, Money balances) {

    private static final int VERSION = 1;

    SupplyRow {
        flows = Collections.unmodifiableMap(flows);
    }

    static SupplyRow none(Currency currency) {
        Map<Flow, Money> flows = new EnumMap<>(Flow.class);
        for (Flow flow : Flow.values()) {
            flows.put(flow, Money.zero(currency));
        }
        return new SupplyRow(-1, flows, Money.zero(currency));
    }

    Money of(Flow flow) {
        return flows.get(flow);
    }

    /** Promised, and neither received nor returned. */
    Money inFlight() {
        return of(Flow.PROMISED).minus(of(Flow.RECEIVED)).minus(of(Flow.RETURNED));
    }

    /**
     * Whether money is in a wallet or in flight, and nowhere else. All of it is added up from the same movements, so only a
     * damaged row can say no; that the wallets state balances that fit is looked at before their facts are folded.
     */
    boolean conserved() {
        return of(Flow.DEPOSITED).minus(of(Flow.WITHDRAWN)).equals(balances.plus(inFlight()));
    }

    SupplyRow with(Movement movement, long offset) {
        Map<Flow, Money> changed = new EnumMap<>(flows);
        changed.merge(movement.flow(), movement.money(), Money::plus);
        return new SupplyRow(offset, changed, balances.plus(movement.effect()));
    }

    /** The sum of two partitions'. */
    SupplyRow plus(SupplyRow other) {
        Map<Flow, Money> sums = new EnumMap<>(flows);
        other.flows.forEach((flow, money) -> sums.merge(flow, money, Money::plus));
        return new SupplyRow(-1, sums, balances.plus(other.balances));
    }

    byte[] toBytes() {
        RowWriter row = new RowWriter(VERSION).number(lastOffset);
        for (Flow flow : Flow.values()) {
            row.amount(of(flow));
        }
        return row.amount(balances).bytes();
    }

    static SupplyRow fromBytes(Currency currency, byte[] bytes) {
        RowReader row = new RowReader(bytes, VERSION);
        long lastOffset = row.number();
        Map<Flow, Money> flows = new EnumMap<>(Flow.class);
        for (Flow flow : Flow.values()) {
            flows.put(flow, row.amount(currency));
        }
        return new SupplyRow(lastOffset, flows, row.amount(currency));
    }
}
