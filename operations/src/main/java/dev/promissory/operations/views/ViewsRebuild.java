package dev.promissory.operations.views;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.kit.UpkeepLog;
import dev.promissory.kit.UpkeepWatch;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.Upkeep.ViewsRebuildAbandoned;
import dev.promissory.protocol.Upkeep.ViewsRebuildBegun;
import dev.promissory.protocol.Upkeep.ViewsSwitched;
import dev.promissory.protocol.UpkeepState;
import dev.promissory.views.GenerationName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Has a new generation of the views built beside the one that serves, watches it until it has caught up, and switches to it.
 * The instances of the views do the work; this only says on wallet.upkeep what is to be done and looks how far it is. So it
 * may be ended at any moment and run again: it goes on with the generation that is being built.
 */
public final class ViewsRebuild {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /** An instance that was killed is back by then, if somebody starts it again. */
    private static final Duration DESERTED = Duration.ofSeconds(60);

    /** An instance switches within moments, and closes the old generation a few seconds later. */
    private static final Duration REMOVAL = Duration.ofSeconds(60);

    private static final Duration COUNT_ON_THE_WAY = Duration.ofSeconds(1);
    private static final Duration COUNT_AT_THE_END = Duration.ofSeconds(60);

    private final KafkaConnection kafka;
    private final Consumer<RebuildProgress> watching;

    /** @param watching is told twice a second how far it is */
    public ViewsRebuild(KafkaConnection kafka, Consumer<RebuildProgress> watching) {
        this.kafka = kafka;
        this.watching = watching;
    }

    /**
     * Returns when the new generation serves, or nobody builds it any more.
     *
     * @throws KafkaUnavailableException when Kafka does not answer; what is being built goes on
     */
    public RebuildEnd run() throws InterruptedException {
        try (ViewsInKafka views = new ViewsInKafka(kafka)) {
            Optional<RebuildEnd> unknown = unknown(views);
            if (unknown.isPresent()) {
                return unknown.get();
            }
            try (UpkeepWatch upkeep = UpkeepWatch.open(kafka)) {
                follow(upkeep);
                return run(views, upkeep);
            }
        }
    }

    /**
     * Gives up the generation that is being built.
     *
     * @throws KafkaUnavailableException when Kafka does not answer
     */
    public RebuildEnd abandon(String reason) throws InterruptedException {
        try (ViewsInKafka views = new ViewsInKafka(kafka)) {
            Optional<RebuildEnd> unknown = unknown(views);
            if (unknown.isPresent()) {
                return unknown.get();
            }
            try (UpkeepWatch upkeep = UpkeepWatch.open(kafka)) {
                follow(upkeep);
                OptionalInt building = upkeep.state().viewsBuilding();
                if (building.isEmpty()) {
                    return new RebuildEnd.Refused("no generation of the views is being built");
                }
                int number = building.getAsInt();
                UpkeepLog.append(kafka, new ViewsRebuildAbandoned(number, reason));
                until(() -> !isBuilding(upkeep, number));
                return upkeep.state().viewsGeneration() == number
                        ? new RebuildEnd.Refused("generation " + number + " serves by now")
                        : givenUp(number);
            }
        }
    }

    private Optional<RebuildEnd> unknown(ViewsInKafka views) {
        return views.areKnown()
                ? Optional.empty()
                : Optional.of(new RebuildEnd.Refused("there is no " + Topic.UPKEEP.topicName() + " at "
                        + kafka.bootstrap() + ": no views have run there that can be rebuilt"));
    }

    /** Its state is looked at; where it can follow no more, that does not change, and {@link #until} tells. */
    private static void follow(UpkeepWatch upkeep) {
        upkeep.follow(state -> {}, fault -> {});
    }

    private RebuildEnd run(ViewsInKafka views, UpkeepWatch upkeep) throws InterruptedException {
        UpkeepState before = upkeep.state();
        GenerationName old = new GenerationName(before.viewsGeneration());
        if (before.viewsBuilding().isEmpty()) {
            if (!views.isAlive(old)) {
                return new RebuildEnd.Refused("no view-builder is at work at " + kafka.bootstrap()
                        + ": start one, it builds the new generation; nothing was changed");
            }
            UpkeepLog.append(kafka, new ViewsRebuildBegun(before.lastViewsGeneration() + 1));
            until(() -> upkeep.state().lastViewsGeneration() > before.lastViewsGeneration());
        }
        OptionalInt building = upkeep.state().viewsBuilding();
        return building.isEmpty()
                ? givenUp(upkeep.state().lastViewsGeneration())
                : follow(views, upkeep, new GenerationName(building.getAsInt()), old);
    }

    private RebuildEnd follow(ViewsInKafka views, UpkeepWatch upkeep, GenerationName built, GenerationName old)
            throws InterruptedException {
        List<TopicPartition> inputs = views.inputs();
        Map<TopicPartition, Long> begins = views.begins(inputs);
        try (FollowingReader reader = new FollowingReader(kafka, begins)) {
            Journey journey = new Journey(built, begins);
            long lastAlive = System.nanoTime();
            while (true) {
                Map<TopicPartition, Long> goal = views.ends(inputs);
                Thread.sleep(LOOK_AGAIN);
                Map<TopicPartition, Long> reached = journey.reached(views.reached(built));
                RebuildProgress progress = journey.at(reached, goal, reader.countTo(reached, COUNT_ON_THE_WAY));
                watching.accept(progress);
                if (!isBuilding(upkeep, built.number())) {
                    return ended(views, upkeep, progress, old);
                }
                if (isThere(reader, reached, goal)) {
                    RebuildProgress last = journey.at(reached, goal, reader.countTo(reached, COUNT_AT_THE_END));
                    UpkeepLog.append(kafka, new ViewsSwitched(built.number()));
                    until(() -> !isBuilding(upkeep, built.number()));
                    return ended(views, upkeep, last, old);
                }
                long now = System.nanoTime();
                lastAlive = views.isAlive(built) ? now : lastAlive;
                if (now - lastAlive > DESERTED.toNanos()) {
                    return new RebuildEnd.Deserted(built.number());
                }
            }
        }
    }

    /** The goal is a moment older than the places: facts that came since do not count. */
    private static boolean isThere(
            FollowingReader reader, Map<TopicPartition, Long> reached, Map<TopicPartition, Long> goal) {
        return goal.entrySet().stream().allMatch(end -> {
            long at = reached.get(end.getKey());
            return at >= end.getValue() || reader.isEmpty(end.getKey(), at, end.getValue());
        });
    }

    /** By whoever: another may be running this too. */
    private RebuildEnd ended(ViewsInKafka views, UpkeepWatch upkeep, RebuildProgress progress, GenerationName old)
            throws InterruptedException {
        if (upkeep.state().viewsGeneration() != progress.generation()) {
            return givenUp(progress.generation());
        }
        long deadline = System.nanoTime() + REMOVAL.toNanos();
        while (!views.isGone(old) && System.nanoTime() - deadline < 0) {
            Thread.sleep(LOOK_AGAIN);
        }
        return new RebuildEnd.Switched(progress, old.number(), views.isGone(old));
    }

    private RebuildEnd givenUp(int generation) {
        return new RebuildEnd.GivenUp(
                generation, Trail.whyGivenUp(kafka, generation).orElse("nobody says why"));
    }

    private static boolean isBuilding(UpkeepWatch upkeep, int generation) {
        return upkeep.state().viewsBuilding().equals(OptionalInt.of(generation));
    }

    /** Until what was written has been read again, be it overtaken by another's word. */
    private void until(BooleanSupplier read) throws InterruptedException {
        long deadline = System.nanoTime() + DESERTED.toNanos();
        while (!read.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new KafkaUnavailableException(
                        "Kafka at " + kafka.bootstrap() + " does not show what was written to "
                                + Topic.UPKEEP.topicName(),
                        null);
            }
            Thread.sleep(LOOK_AGAIN.dividedBy(10));
        }
    }

    /** One generation's way from the first records to the last. */
    private static final class Journey {

        private final GenerationName generation;
        private final Map<TopicPartition, Long> begins;
        private final long startedAt = System.nanoTime();
        private Optional<RebuildProgress> first = Optional.empty();

        Journey(GenerationName generation, Map<TopicPartition, Long> begins) {
            this.generation = generation;
            this.begins = begins;
        }

        /** Of every partition; where nothing is folded, its beginning. */
        Map<TopicPartition, Long> reached(Map<TopicPartition, Long> committed) {
            Map<TopicPartition, Long> reached = new HashMap<>();
            begins.forEach((partition, begin) ->
                    reached.put(partition, Math.max(begin, committed.getOrDefault(partition, begin))));
            return reached;
        }

        RebuildProgress at(Map<TopicPartition, Long> reached, Map<TopicPartition, Long> goal, long facts) {
            long done = sum(reached) - sum(begins);
            long total = Math.max(done, sum(goal) - sum(begins));
            RebuildProgress now = new RebuildProgress(
                    generation.number(),
                    facts,
                    first.map(RebuildProgress::facts).orElse(facts),
                    done,
                    first.map(RebuildProgress::done).orElse(done),
                    total,
                    Duration.ofNanos(System.nanoTime() - startedAt));
            first = first.or(() -> Optional.of(now));
            return now;
        }

        private static long sum(Map<TopicPartition, Long> offsets) {
            return offsets.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
