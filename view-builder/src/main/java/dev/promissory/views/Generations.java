package dev.promissory.views;

import dev.promissory.kit.Faults;
import dev.promissory.kit.Health;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Upkeep;
import dev.promissory.protocol.UpkeepState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generations of the views on this instance: the one that serves, and beside it the next while that is being built.
 * What there is to do follows from wallet.upkeep alone and is looked for over and over, so that it goes on from wherever it
 * was interrupted.
 *
 * <p>Nobody sees less after a switch than before: the old generation stands still until the new one is as far. A query that
 * has begun on the old one ends on it, since it is closed only a while later.
 */
final class Generations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Generations.class);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration CLEAN_AGAIN = Duration.ofSeconds(5);

    /** So few offsets behind, the new generation is as far within a moment: the old one may stand still for it. */
    private static final long NEARLY = 1_000;

    private static final Duration STANDS_STILL = Duration.ofSeconds(2);
    private static final long LEVEL_POLL_MS = 2;

    private final Supplier<UpkeepState> upkeep;
    private final Work work;
    private final Faults fatal;
    private final Thread thread;

    private volatile Generation serving;
    private volatile Optional<Generation> next = Optional.empty();
    private final Deque<Retired> retired = new ConcurrentLinkedDeque<>();

    private volatile Optional<Broken> broken = Optional.empty();

    /** Not to be built again, whatever becomes of what was said about it. */
    private OptionalInt givenUp = OptionalInt.empty();

    private Optional<UpkeepState> cleanedUp = Optional.empty();
    private long cleanAgainAt = System.nanoTime();

    /** A generation that no new query is asked of. */
    private record Retired(Generation generation, long closeAt) {}

    private record Broken(GenerationName name, Throwable cause) {}

    /**
     * What is done with generations.
     *
     * @param write appends to wallet.upkeep, and returns when it is committed
     * @param grace how long the queries may take that were begun before a switch
     */
    record Work(Start start, Cleaning leftovers, Consumer<Upkeep> write, Duration grace) {}

    /** Starts one. */
    @FunctionalInterface
    interface Start {
        Generation start(GenerationName name, Faults faults);
    }

    /** Removes what is left of these, as far as that can be done now; false to be asked again. */
    @FunctionalInterface
    interface Cleaning {
        boolean remove(Predicate<GenerationName> unneeded) throws InterruptedException;
    }

    /** With the generation that serves, and nobody yet who does the rest. */
    Generations(Supplier<UpkeepState> upkeep, Work work, Faults fatal) {
        this.upkeep = upkeep;
        this.work = work;
        this.fatal = fatal;
        this.serving = start(new GenerationName(upkeep.get().viewsGeneration()));
        this.thread = Thread.ofPlatform()
                .name("views-generations")
                .daemon()
                .uncaughtExceptionHandler((dead, cause) -> fatal.report(ViewBuilder.NAME, cause))
                .unstarted(this::run);
    }

    /**
     * Starts the generation that serves, and does all else on a thread of its own.
     *
     * @param upkeep what follows from all that stands on wallet.upkeep by now
     * @param fatal is told when the generation that serves cannot go on
     */
    static Generations start(Supplier<UpkeepState> upkeep, Work work, Faults fatal) {
        Generations generations = new Generations(upkeep, work, fatal);
        generations.thread.start();
        return generations;
    }

    /** The one to ask now. To be asked for anew each time: it is closed some seconds after another has its place. */
    Generation serving() {
        return serving;
    }

    /** Of the generation that serves; one that is being built only shows how far it is. */
    Health health() {
        Generation answering = serving;
        Health health = answering.health();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("generation", answering.name().number());
        details.putAll(health.details());
        next.ifPresent(building -> details.put("building", building.progress()));
        return new Health(health.ready(), details);
    }

    /** Ends all of them within 6 seconds. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(1));
            List<Thread> closing = new ArrayList<>();
            for (Generation each : open()) {
                closing.add(Thread.ofPlatform().name("stop-generation").start(each::close));
            }
            for (Thread each : closing) {
                each.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look();
                Thread.sleep(LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            // Closed: there is nothing left to do.
            Thread.currentThread().interrupt();
        }
    }

    /** Does what can be done now. */
    void look() throws InterruptedException {
        UpkeepState state = upkeep.get();
        OptionalInt wanted = state.viewsGeneration() == number(serving)
                ? state.viewsBuilding()
                : OptionalInt.of(state.viewsGeneration());
        endWhatIsNotWanted(wanted);
        startWhatIsMissing(wanted, state);
        giveUpWhatBroke(wanted, state);
        switchOver(state);
        closeWhatNobodyAsks();
        cleanUp(state);
    }

    private void endWhatIsNotWanted(OptionalInt wanted) {
        next.filter(building -> !wanted.equals(OptionalInt.of(number(building))))
                .ifPresent(this::closeNext);
    }

    private void startWhatIsMissing(OptionalInt wanted, UpkeepState state) {
        boolean isGivenUp = wanted.equals(givenUp) && wanted.equals(state.viewsBuilding());
        if (wanted.isEmpty() || next.isPresent() || isGivenUp) {
            return;
        }
        GenerationName name = new GenerationName(wanted.getAsInt());
        LOG.info("Generation {} of the views is built beside {}", name.number(), number(serving));
        try {
            next = Optional.of(start(name));
        } catch (RuntimeException e) {
            broken = Optional.of(new Broken(name, e));
        }
    }

    /** What nobody has switched to can be done without. What serves elsewhere by now must serve here too. */
    private void giveUpWhatBroke(OptionalInt wanted, UpkeepState state) {
        Optional<Broken> found = broken;
        if (found.isEmpty()) {
            return;
        }
        OptionalInt number = OptionalInt.of(found.get().name().number());
        Throwable cause = found.get().cause();
        if (number.getAsInt() == state.viewsGeneration()) {
            fatal.report(ViewBuilder.NAME, cause);
            broken = Optional.empty();
        } else if (!number.equals(wanted)) {
            LOG.warn("Generation {} of the views, of no more use, has ended on an error", number.getAsInt(), cause);
            broken = Optional.empty();
        } else {
            LOG.error("Generation {} of the views cannot be built; {} goes on", number, number(serving), cause);
            next.ifPresent(this::closeNext);
            givenUp = number;
            abandon(number.getAsInt(), cause);
        }
    }

    private void abandon(int number, Throwable cause) {
        try {
            work.write().accept(new Upkeep.ViewsRebuildAbandoned(number, reason(cause)));
            broken = Optional.empty();
        } catch (KafkaUnavailableException e) {
            LOG.warn("wallet.upkeep does not take it yet that generation {} is given up: {}", number, e.toString());
        }
    }

    private void switchOver(UpkeepState state) throws InterruptedException {
        Generation old = serving;
        Optional<Generation> built = next.filter(building -> number(building) == state.viewsGeneration())
                .filter(building -> building.health().ready())
                .filter(building -> building.behind(old) <= NEARLY);
        if (built.isEmpty()) {
            return;
        }
        old.positions().standStill();
        try {
            if (becomesAsFar(built.get(), old)) {
                serving = built.get();
                next = Optional.empty();
                retired.add(new Retired(old, System.nanoTime() + work.grace().toNanos()));
                LOG.info("Generation {} of the views serves now, {} no more", number(serving), number(old));
            }
        } finally {
            old.positions().goOn();
        }
    }

    private static boolean becomesAsFar(Generation built, Generation standing) throws InterruptedException {
        long deadline = System.nanoTime() + STANDS_STILL.toNanos();
        while (built.behind(standing) > 0) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.sleep(LEVEL_POLL_MS);
        }
        return true;
    }

    private void closeWhatNobodyAsks() {
        Retired oldest = retired.peek();
        if (oldest != null && System.nanoTime() - oldest.closeAt() > 0) {
            oldest.generation().close();
            retired.remove(oldest);
            cleanAgainAt = System.nanoTime();
        }
    }

    /** Whatever is read later, a generation that is neither served nor built and is not above all others never will be. */
    private void cleanUp(UpkeepState state) throws InterruptedException {
        if (cleanedUp.equals(Optional.of(state)) || System.nanoTime() - cleanAgainAt < 0) {
            return;
        }
        boolean allGone = work.leftovers()
                .remove(name -> name.number() <= state.lastViewsGeneration()
                        && name.number() != state.viewsGeneration()
                        && !state.viewsBuilding().equals(OptionalInt.of(name.number()))
                        && open().stream().noneMatch(each -> each.name().equals(name)));
        boolean oldIsClosed = number(serving) == state.viewsGeneration() && retired.isEmpty();
        cleanedUp = allGone && oldIsClosed ? Optional.of(state) : Optional.empty();
        cleanAgainAt = System.nanoTime() + CLEAN_AGAIN.toNanos();
    }

    private Generation start(GenerationName name) {
        return work.start().start(name, (service, cause) -> broke(name, cause));
    }

    private void broke(GenerationName name, Throwable cause) {
        Generation answering = serving;
        if (answering == null || answering.name().equals(name)) {
            fatal.report(ViewBuilder.NAME, cause);
        } else {
            broken = Optional.of(new Broken(name, cause));
        }
    }

    private void closeNext(Generation building) {
        LOG.info("Generation {} of the views is not built on", number(building));
        building.close();
        next = Optional.empty();
        cleanAgainAt = System.nanoTime();
    }

    private List<Generation> open() {
        List<Generation> open = new ArrayList<>(List.of(serving));
        next.ifPresent(open::add);
        retired.forEach(each -> open.add(each.generation()));
        return open;
    }

    private static int number(Generation generation) {
        return generation.name().number();
    }

    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.toString();
    }
}
