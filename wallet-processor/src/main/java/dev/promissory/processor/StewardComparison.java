package dev.promissory.processor;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * Holds what the stewards remember against what follows from the facts. It is exact while nobody writes. Not told, because
 * it has no consequence: a timer that has rung, and is set again; an answer in a slice next to the one it is expected in;
 * one that is about to be forgotten; an applied offset a few records before or behind, between which nothing was left to do;
 * and the offset in a topic that is gone.
 */
public final class StewardComparison {

    private static final long NOTHING_APPLIED = -1;

    private final StewardFold fold;
    private final StewardCopy stewards;
    private final Instant now;
    private final Consumer<StewardDifference> told;

    private StewardComparison(StewardFold fold, StewardCopy stewards, Instant now, Consumer<StewardDifference> told) {
        this.fold = fold;
        this.stewards = stewards;
        this.now = now;
        this.told = told;
    }

    /**
     * Tells each difference.
     *
     * @param fold finished
     * @param now by which timers have rung
     */
    public static void compare(StewardFold fold, StewardCopy stewards, Instant now, Consumer<StewardDifference> told) {
        StewardComparison comparison = new StewardComparison(fold, stewards, now, told);
        for (StewardStore store : StewardStore.values()) {
            for (int partition = 0; partition < fold.partitions(); partition++) {
                comparison.compare(store, partition);
            }
        }
    }

    private void compare(StewardStore store, int partition) {
        fold.rows(store, partition, (key, expected) -> {
            Optional<byte[]> found = stewards.get(store, partition, key);
            if (found.isEmpty() || !Arrays.equals(found.get(), expected)) {
                differs(store, partition, key, Optional.of(expected), found);
            }
        });
        stewards.rows(store, partition, (key, found) -> {
            if (fold.row(store, partition, key).isEmpty()) {
                differs(store, partition, key, Optional.empty(), Optional.of(found));
            }
        });
    }

    private void differs(
            StewardStore store, int partition, byte[] key, Optional<byte[]> expected, Optional<byte[]> found) {
        Optional<StewardRow> byFacts = expected.map(value -> StewardRow.read(store, key, value));
        Optional<StewardRow> remembered = found.map(value -> StewardRow.read(store, key, value));
        StewardRow either = byFacts.or(() -> remembered).orElseThrow();
        boolean tolerated = switch (either) {
            case StewardRow.OfTimer set -> remembered.isEmpty() && !set.due().isAfter(now);
            case StewardRow.OfAnswer given -> isNearby(partition, AnswerKey.read(key), expected, found);
            case StewardRow.OfApplied applied -> isEnough(partition, applied.topicId(), remembered);
            case StewardRow.OfWallet row -> false;
            case StewardRow.OfPromise row -> false;
            case StewardRow.OfParticipation row -> false;
            case StewardRow.OfHold row -> false;
            case StewardRow.OfSchedule row -> false;
            case StewardRow.OfReversal row -> false;
            case StewardRow.OfReceived row -> false;
        };
        if (!tolerated) {
            told.accept(new StewardDifference(
                    store,
                    partition,
                    either.keeper(),
                    byFacts.map(StewardRow::told),
                    remembered.map(StewardRow::told)));
        }
    }

    /** In a slice next to its own, or in the oldest, which is looked at no longer when the next answer is given. */
    private boolean isNearby(int partition, AnswerKey key, Optional<byte[]> expected, Optional<byte[]> found) {
        if (expected.isPresent() && found.isPresent()) {
            return false;
        }
        long sliceMs = fold.sliceMs();
        if (key.sliceStartMs() <= fold.oldestSliceMs(partition)) {
            return true;
        }
        byte[] value = expected.or(() -> found).orElseThrow();
        return Stream.of(-sliceMs, sliceMs)
                .map(away -> new AnswerKey(key.ask(), key.sliceStartMs() + away).write())
                .map(neighbour -> expected.isPresent()
                        ? stewards.get(StewardStore.REMEMBERED_COMMANDS, partition, neighbour)
                        : fold.row(StewardStore.REMEMBERED_COMMANDS, partition, neighbour))
                .flatMap(Optional::stream)
                .anyMatch(other -> Arrays.equals(other, value));
    }

    private boolean isEnough(int partition, Uuid topicId, Optional<StewardRow> remembered) {
        long noted = remembered.isPresent() && remembered.get() instanceof StewardRow.OfApplied applied
                ? applied.offset()
                : NOTHING_APPLIED;
        return fold.fitsApplied(partition, topicId, noted);
    }
}
