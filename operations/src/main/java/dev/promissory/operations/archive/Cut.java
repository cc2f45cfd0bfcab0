package dev.promissory.operations.archive;

import dev.promissory.operations.archive.PromiseTrail.Place;
import dev.promissory.operations.archive.PromiseTrail.Taken;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the archive ends in each partition, so that what one wallet has done because of another stands in it only with
 * its cause. The ends of the partitions are not asked for in one instant: without this, a receiver could have money that
 * its sender still has.
 */
final class Cut {

    private final long[] lines;

    private Cut(long[] lines) {
        this.lines = lines;
    }

    /** The whole of what has been read. */
    static Cut at(long[] lines) {
        return new Cut(lines.clone());
    }

    /** Moves the ends back until nothing stands without its cause; in a quiet system that is nowhere. */
    static Cut consistent(long[] lines, PromiseTrail trail) {
        Cut cut = at(lines);
        boolean moved = true;
        while (moved) {
            boolean[] movedNow = {false};
            trail.forEach(steps -> movedNow[0] |= cut.moveBefore(steps));
            moved = movedNow[0];
        }
        return cut;
    }

    boolean counts(Place place) {
        return place.isSaid() || place.line() < lines[place.partition()];
    }

    long lines(int partition) {
        return lines[partition];
    }

    List<Long> lines() {
        return IntStream.range(0, lines.length).mapToObj(this::lines).toList();
    }

    private boolean moveBefore(PromiseSteps steps) {
        boolean moved = false;
        for (Taken taken : steps.taken()) {
            if (!taken.place().isSaid() && counts(taken.place()) && !steps.isFounded(taken, this)) {
                lines[taken.place().partition()] = taken.place().line();
                moved = true;
            }
        }
        return moved;
    }
}
