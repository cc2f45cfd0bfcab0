package dev.promissory.operations.rebuild;

import dev.promissory.domain.WalletId;
import dev.promissory.processor.StewardFault;
import dev.promissory.processor.StewardFault.Kind;
import dev.promissory.processor.StewardFold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a fold left out. Of what can stop a rebuild nothing is lost among much that cannot: anybody can write a thousand
 * records of garbage ahead of a true fault.
 */
final class Faults {

    /** Beyond this many there is one thing wrong and not many. */
    private static final int MOST = 1_000;

    private final List<StewardFault> stopping = new ArrayList<>();
    private final List<StewardFault> harmless = new ArrayList<>();
    private final Map<WalletId, StewardFault> nextOfWallets = new HashMap<>();

    /** @param fold as it is when the record was left out: a record that has its wallet's next number may be that fact, spoilt */
    void note(StewardFault fault, StewardFold fold) {
        if (fault.leavesStateUnknown()) {
            addTo(stopping, fault);
        } else if (fault.kind() == Kind.NOT_SEALED && hasNextNumber(fault, fold)) {
            nextOfWallets.put(fault.walletId().orElseThrow(), fault);
        } else {
            addTo(harmless, fault);
        }
    }

    /** At most {@value #MOST} that stop and as many that do not, and the last of each wallet that has its next number. */
    List<StewardFault> all() {
        return Stream.of(stopping, nextOfWallets.values(), harmless)
                .flatMap(each -> each.stream())
                .toList();
    }

    static boolean hasNextNumber(StewardFault fault, StewardFold fold) {
        if (fault.walletId().isEmpty() || fault.sequence().isEmpty()) {
            return false;
        }
        long last = fold.wallet(fault.walletId().get())
                .map(row -> row.wallet().sequence())
                .orElse(0L);
        return fault.sequence().getAsLong() == last + 1;
    }

    private static void addTo(List<StewardFault> some, StewardFault fault) {
        if (some.size() < MOST) {
            some.add(fault);
        }
    }
}
