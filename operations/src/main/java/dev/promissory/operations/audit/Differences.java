package dev.promissory.operations.audit;

import dev.promissory.domain.WalletId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All differences counted, and the first of them listed: a system that is wholly broken must not fill the memory. */
final class Differences {

    static final int MOST_LISTED = 1_000;

    private final List<Difference> listed = new ArrayList<>();
    private long count;

    void add(Where where, String what, WalletId walletId, long sequence, String detail) {
        add(new Difference(where, what, Optional.of(walletId), sequence, detail));
    }

    /** About no single wallet. */
    void add(Where where, String what, String detail) {
        add(new Difference(where, what, Optional.empty(), 0, detail));
    }

    private void add(Difference difference) {
        count++;
        if (listed.size() < MOST_LISTED) {
            listed.add(difference);
        }
    }

    long count() {
        return count;
    }

    /** Those about the facts first: the others often follow from them. */
    List<Difference> listed() {
        return listed.stream().sorted(Comparator.comparing(Difference::where)).toList();
    }
}
