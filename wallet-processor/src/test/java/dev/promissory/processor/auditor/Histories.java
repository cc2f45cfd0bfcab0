package dev.promissory.processor.auditor;

import dev.promissory.processor.RealStewards;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Many histories, each from a seed of its own. {@code -Dpromissory.seed=42} begins with that one, {@code
 * -Dpromissory.histories=1} runs it alone; a failure names its seed.
 */
final class Histories {

    private static final int STEPS = 40;
    private static final int STEPS_BETWEEN_LOOKS = 7;

    /** To make new stewards takes longer than a history; but a crash reads over all that they were ever told. */
    private static final int HISTORIES_OF_A_LIFE = 10;

    /** @param histories lived through */
    private record Life(RealStewards stewards, AtomicInteger histories) {}

    private final long firstSeed;
    private final int count;
    private final Path folder;
    private final Tally tally = new Tally();
    private final Queue<Life> resting = new ConcurrentLinkedQueue<>();

    /** @param usualCount how many when nobody says */
    Histories(int usualCount, Path folder) {
        this.count = Integer.getInteger("promissory.histories", usualCount);
        this.firstSeed = Long.getLong("promissory.seed", System.nanoTime() % 1_000_000_000);
        this.folder = folder;
    }

    /** @param askDryFirst whether every command is asked as a dry run before, and not only some */
    Tally run(boolean askDryFirst) {
        return run(askDryFirst, none -> {});
    }

    /** @param look at the stewards, several times in each history */
    Tally run(boolean askDryFirst, Consumer<RealStewards> look) {
        long start = System.nanoTime();
        LongStream.range(firstSeed, firstSeed + count).parallel().forEach(seed -> run(seed, askDryFirst, look));
        resting.forEach(life -> life.stewards().close());
        System.out.printf(
                "%d histories of %d steps and more, seeds %d to %d, in %d s%n%s%n",
                count, STEPS, firstSeed, firstSeed + count - 1, (System.nanoTime() - start) / 1_000_000_000, tally);
        return tally;
    }

    /** Whether there are enough of them for everything to have happened. */
    boolean areMany() {
        return count >= 1_000;
    }

    private void run(long seed, boolean askDryFirst, Consumer<RealStewards> look) {
        Life life = resting.poll();
        if (life == null) {
            life = new Life(new RealStewards(folder()), new AtomicInteger());
        }
        try {
            new History(seed, askDryFirst, life.stewards(), tally).run(STEPS, STEPS_BETWEEN_LOOKS, look);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("repeat with -Dpromissory.seed=" + seed + " -Dpromissory.histories=1", e);
        }
        if (life.histories().incrementAndGet() < HISTORIES_OF_A_LIFE) {
            life.stewards().forgetAll();
            resting.add(life);
        } else {
            life.stewards().close();
        }
    }

    private Path folder() {
        try {
            return Files.createTempDirectory(folder, "stewards");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
