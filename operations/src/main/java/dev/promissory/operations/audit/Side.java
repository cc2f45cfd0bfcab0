package dev.promissory.operations.audit;

import dev.promissory.domain.WalletId;
import java.util.Map;

/**
 * Whose rows are compared, and up to where they must be.
 *
 * @param name of a row, for a person: {@code the stewards' wallet}
 * @param cut by partition of wallet.facts: a row that lacks a good fact below has missed it; above, it only lags
 */
record Side(Where where, String name, Map<Integer, Long> cut, Differences differences) {

    boolean mustKnow(GoodFact fact) {
        return fact.offset() < cut.getOrDefault(fact.partition(), 0L);
    }

    void report(String what, WalletId id, long sequence, String detail) {
        differences.add(where, what, id, sequence, name + " " + detail);
    }
}
