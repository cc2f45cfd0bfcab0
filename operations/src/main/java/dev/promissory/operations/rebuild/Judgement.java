package dev.promissory.operations.rebuild;

import dev.promissory.processor.StewardComparison;
import dev.promissory.processor.StewardCopy;
import dev.promissory.processor.StewardFault;
import dev.promissory.processor.StewardFold;
import dev.promissory.processor.StewardStore;
import dev.promissory.protocol.WalletPartitions;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Whether the fold may take the place of what the stewards had, and whether that was the same. */
final class Judgement {

    private static final int MOST_TOLD = 100;

    private final StewardFold fold;
    private final List<StewardFault> faults;
    private final Set<String> forged;
    private final PrintStream out;

    /** @param forged places of records that no steward wrote, as somebody has made sure of */
    Judgement(StewardFold fold, List<StewardFault> faults, Set<String> forged, PrintStream out) {
        this.fold = fold;
        this.faults = faults;
        this.forged = forged;
        this.out = out;
    }

    /**
     * Whether the stewards had just what the fold has; false too when there is nothing to compare with.
     *
     * @param stewards what they had, when it is whole
     * @throws RebuildException when the facts do not say what became of some wallet
     */
    boolean identical(Optional<StewardCopy> stewards, Duration rememberFor) {
        faults.stream().limit(MOST_TOLD).forEach(fault -> out.println("  left out: " + fault));
        requireKey();
        requireKnown(stewards);
        if (stewards.isEmpty()) {
            out.println("There is no whole state of the stewards to compare with.");
            return true;
        }
        requireSlices(stewards.get(), rememberFor);
        Differences differences = new Differences(out);
        StewardComparison.compare(fold, stewards.get(), Instant.now(), differences);
        return differences.none();
    }

    private void requireKey() {
        boolean noneSealed =
                faults.stream().anyMatch(fault -> fault.kind() == StewardFault.Kind.NOT_SEALED) && fold.facts() == 0;
        if (noneSealed) {
            throw new RebuildException(
                    "no fact was sealed with this key; name the stewards' own with --signing-key-file");
        }
    }

    private void requireKnown(Optional<StewardCopy> stewards) {
        List<StewardFault> unknown = faults.stream()
                .filter(fault -> fault.leavesStateUnknown() || mayBeTheNewest(fault, stewards))
                .toList();
        if (!unknown.isEmpty()) {
            String whose =
                    unknown.getFirst().walletId().map(id -> "wallet " + id).orElse("a wallet");
            String others = unknown.size() == 1 ? "" : " (and " + (unknown.size() - 1) + " more such records)";
            String hint = unknown.stream().anyMatch(StewardFault::leavesStateUnknown)
                    ? ""
                    : "; it may be a forgery, or a fact that was spoilt since: if you know that no steward wrote it, say"
                            + " so with --forged " + unknown.getFirst().place();
            throw new RebuildException(
                    "the facts do not say what became of " + whose + ": " + unknown.getFirst() + others + hint);
        }
    }

    /**
     * A record with the number of the wallet's next fact may be forged, or be that fact, spoilt. It is forged if the stewards
     * know nothing of it either; where nothing is left of what they knew, only a person can tell.
     */
    private boolean mayBeTheNewest(StewardFault fault, Optional<StewardCopy> stewards) {
        if (fault.kind() != StewardFault.Kind.NOT_SEALED
                || forged.contains(fault.place())
                || !Faults.hasNextNumber(fault, fold)) {
            return false;
        }
        byte[] key = fault.walletId().orElseThrow().value().getBytes(StandardCharsets.UTF_8);
        int partition = WalletPartitions.of(key, fold.partitions());
        byte[] byFacts = fold.row(StewardStore.WALLETS, partition, key).orElse(null);
        return stewards.isEmpty()
                || !Arrays.equals(
                        byFacts,
                        stewards.get().get(StewardStore.WALLETS, partition, key).orElse(null));
    }

    /** Answers that lie where nobody looks for them would be forgotten, and their commands done twice. */
    private void requireSlices(StewardCopy stewards, Duration rememberFor) {
        AtomicLong newest = new AtomicLong();
        for (int partition = 0; partition < fold.partitions(); partition++) {
            stewards.answerSlices(partition, slice -> newest.accumulateAndGet(slice, Math::max));
        }
        if (newest.get() % fold.sliceMs() != 0) {
            throw new RebuildException("the stewards do not remember their answers for " + rememberFor
                    + "; name their own setting with --remember-for");
        }
    }
}
