package dev.promissory.operations.rebuild;

import dev.promissory.processor.StewardDifference;
import java.io.PrintStream;
import java.util.function.Consumer;

/** Tells in what the stewards' state was not what follows from the facts: each difference, up to a bound, and how many. */
final class Differences implements Consumer<StewardDifference> {

    private static final int MOST_TOLD = 100;

    private final PrintStream out;
    private long found;

    Differences(PrintStream out) {
        this.out = out;
    }

    @Override
    public void accept(StewardDifference difference) {
        found++;
        if (found <= MOST_TOLD) {
            out.println("  differs: " + difference);
        }
    }

    /** Whether there were none. */
    boolean none() {
        out.println(
                found == 0
                        ? "What the stewards had is identical to what follows from the facts."
                        : "What the stewards had differs from what follows from the facts in " + found
                                + (found == 1 ? " row; it is replaced." : " rows; they are replaced."));
        return found == 0;
    }
}
