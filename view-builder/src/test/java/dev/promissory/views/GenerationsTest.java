package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.kit.Faults;
import dev.promissory.kit.Health;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.Upkeep;
import dev.promissory.protocol.Upkeep.ViewsRebuildAbandoned;
import dev.promissory.protocol.Upkeep.ViewsRebuildBegun;
import dev.promissory.protocol.Upkeep.ViewsSwitched;
import dev.promissory.protocol.UpkeepState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** One instance, and what stands on wallet.upkeep. */
final class GenerationsTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topic.FACTS.topicName(), 0);

    private final Map<Integer, Fake> started = new TreeMap<>();
    private final Set<Integer> leftovers = new TreeSet<>();
    private final List<Upkeep> written = new ArrayList<>();
    private final List<Throwable> fatal = new ArrayList<>();
    private UpkeepState upkeep = UpkeepState.INITIAL;
    private boolean kafkaAnswers = true;
    private Optional<RuntimeException> cannotStart = Optional.empty();

    @Test
    void theGenerationThatServesByTheTopicServesFromTheStart() throws Exception {
        upkeep(new ViewsRebuildBegun(3), new ViewsSwitched(3));

        Generations generations = generations();
        generations.look();

        assertThat(number(generations)).isEqualTo(3);
        assertThat(started.keySet()).containsExactly(3);
        assertThat(generations.health().details())
                .containsEntry("generation", 3)
                .doesNotContainKey("building");
    }

    @Test
    void aNewOneIsBuiltBesideTheOldWhichGoesOnServing() throws Exception {
        Generations generations = generations();
        upkeep(new ViewsRebuildBegun(1));
        generations.look();
        generations.look();

        assertThat(started.keySet()).containsExactly(0, 1);
        assertThat(number(generations)).isZero();
        assertThat(generations.health().ready()).isTrue();
        assertThat(generations.health().details().get("building")).isEqualTo(Map.of("generation", 1));
    }

    @Test
    void aSwitchWaitsUntilNobodyWouldSeeLess() throws Exception {
        Generations generations = generations();
        started.get(0).folded(10);
        upkeep(new ViewsRebuildBegun(1));
        generations.look();
        upkeep(new ViewsSwitched(1));
        generations.look();
        assertThat(number(generations)).as("it has not caught up").isZero();

        started.get(1).ready = true;
        started.get(1).folded(9);
        Thread behind = Thread.ofPlatform().start(() -> lookOnce(generations));
        while (behind.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(number(generations)).as("one offset behind").isZero();
        started.get(1).folded(10);
        behind.join();
        generations.look();

        assertThat(number(generations)).isEqualTo(1);
        assertThat(started.get(0).isStandingStill()).as("it folds on").isFalse();
    }

    @Test
    void oneThatIsFarBehindDoesNotHoldTheOldOneUp() throws Exception {
        Generations generations = generations();
        started.get(0).folded(1_000_000);
        switchTo(generations, 1);

        assertThat(number(generations)).isZero();
        assertThat(started.get(0).isStandingStill()).isFalse();
    }

    @Test
    void theOldOneIsClosedAfterTheSwitchAndNothingOfItIsLeft() throws Exception {
        Generations generations = generations();
        leftovers.add(0);
        switchTo(generations, 1);
        generations.look();

        assertThat(number(generations)).isEqualTo(1);
        assertThat(started.get(0).closed).isTrue();
        assertThat(leftovers).isEmpty();
    }

    @Test
    void anInstanceThatHeardOfNothingBuildsWhatServesElsewhereBeforeItSwitches() throws Exception {
        Generations generations = generations();
        upkeep(new ViewsRebuildBegun(1), new ViewsSwitched(1), new ViewsRebuildBegun(2), new ViewsSwitched(2));
        generations.look();

        assertThat(started.keySet()).containsExactly(0, 2);
        assertThat(number(generations)).isZero();
        started.get(2).ready = true;
        generations.look();
        assertThat(number(generations)).isEqualTo(2);
    }

    @Test
    void whatOthersMayStillNeedIsLeftAlone() throws Exception {
        leftovers.addAll(Set.of(0, 1, 2, 3, 4));
        upkeep(
                new ViewsRebuildBegun(1),
                new ViewsRebuildAbandoned(1, "disk full"),
                new ViewsRebuildBegun(2),
                new ViewsSwitched(2),
                new ViewsRebuildBegun(3));

        Generations generations = generations();
        generations.look();

        assertThat(leftovers)
                .as("what serves, what is built, and what this one has not heard of")
                .containsExactly(2, 3, 4);
    }

    @Test
    void oneThatCannotBeBuiltIsGivenUpAndTheOldOneGoesOn() throws Exception {
        Generations generations = generations();
        upkeep(new ViewsRebuildBegun(1));
        generations.look();
        started.get(1).faults.report("views", new IllegalStateException("broke", new RuntimeException("disk full")));
        generations.look();
        generations.look();

        assertThat(written).containsExactly(new ViewsRebuildAbandoned(1, "java.lang.RuntimeException: disk full"));
        assertThat(started.get(1).closed).isTrue();
        assertThat(number(generations)).isZero();
        assertThat(started.get(0).closed).isFalse();
        assertThat(fatal).isEmpty();
    }

    @Test
    void oneThatCannotEvenBeStartedIsGivenUpOnce() throws Exception {
        Generations generations = generations();
        cannotStart = Optional.of(new IllegalStateException("no room"));
        upkeep(new ViewsRebuildBegun(1));
        generations.look();
        generations.look();

        assertThat(written).hasSize(1);
        assertThat(number(generations)).isZero();
        assertThat(fatal).isEmpty();
    }

    @Test
    void whatKafkaDoesNotTakeIsSaidAgain() throws Exception {
        Generations generations = generations();
        cannotStart = Optional.of(new IllegalStateException("no room"));
        kafkaAnswers = false;
        upkeep(new ViewsRebuildBegun(1));
        generations.look();
        assertThat(written).isEmpty();

        kafkaAnswers = true;
        generations.look();

        assertThat(written).hasSize(1);
    }

    @Test
    void aFaultOfTheOneThatServesEndsTheProcess() throws Exception {
        Generations generations = generations();
        started.get(0).faults.report("views", new IllegalStateException("broke"));
        assertThat(fatal).hasSize(1);

        switchTo(generations, 1);
        started.get(1).faults.report("views", new IllegalStateException("broke too"));

        assertThat(fatal).hasSize(2);
        assertThat(written).isEmpty();
    }

    @Test
    void oneThatBrokeHereWhenItServesElsewhereIsFatalHere() throws Exception {
        Generations generations = generations();
        upkeep(new ViewsRebuildBegun(1));
        generations.look();
        started.get(1).faults.report("views", new IllegalStateException("broke"));
        upkeep(new ViewsSwitched(1));
        generations.look();

        assertThat(fatal).hasSize(1);
        assertThat(written).isEmpty();
    }

    @Test
    void theFaultOfOneThatIsOfNoMoreUseIsNobodysBusiness() throws Exception {
        Generations generations = generations();
        switchTo(generations, 1);
        started.get(0).faults.report("views", new IllegalStateException("its changelog is gone"));
        generations.look();

        assertThat(fatal).isEmpty();
        assertThat(written).isEmpty();
        assertThat(number(generations)).isEqualTo(1);
    }

    @Test
    void oneThatOthersGaveUpIsClosed() throws Exception {
        Generations generations = generations();
        upkeep(new ViewsRebuildBegun(1));
        generations.look();
        upkeep(new ViewsRebuildAbandoned(1, "another's disk is full"));
        generations.look();

        assertThat(started.get(1).closed).isTrue();
        assertThat(number(generations)).isZero();
    }

    private Generations generations() {
        return new Generations(
                () -> upkeep,
                new Generations.Work(this::start, this::clean, this::write, Duration.ZERO),
                (service, cause) -> fatal.add(cause));
    }

    private void switchTo(Generations generations, int number) throws InterruptedException {
        upkeep(new ViewsRebuildBegun(number));
        generations.look();
        started.get(number).ready = true;
        upkeep(new ViewsSwitched(number));
        generations.look();
    }

    private void upkeep(Upkeep... records) {
        for (Upkeep record : records) {
            upkeep = upkeep.after(record);
        }
    }

    private Generation start(GenerationName name, Faults faults) {
        cannotStart.ifPresent(cause -> {
            throw cause;
        });
        Fake generation = new Fake(name, faults);
        started.put(name.number(), generation);
        return generation;
    }

    private boolean clean(Predicate<GenerationName> unneeded) {
        leftovers.removeIf(number -> unneeded.test(new GenerationName(number)));
        return true;
    }

    private void write(Upkeep record) {
        if (!kafkaAnswers) {
            throw new KafkaUnavailableException("away", null);
        }
        written.add(record);
    }

    private static int number(Generations generations) {
        return generations.serving().name().number();
    }

    private static void lookOnce(Generations generations) {
        try {
            generations.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A generation of one partition, as far as a test says. */
    private static final class Fake implements Generation {

        private final GenerationName name;
        private final Faults faults;
        private final Positions positions = new Positions();
        private final Positions.Progress progress = positions.start(PARTITION);
        private volatile boolean ready;
        private boolean closed;

        Fake(GenerationName name, Faults faults) {
            this.name = name;
            this.faults = faults;
            this.ready = name.number() == 0;
        }

        void folded(long offsets) {
            progress.folded(offsets - 1);
        }

        boolean isStandingStill() throws InterruptedException {
            Thread folding = Thread.ofPlatform().start(() -> positions.fold(() -> {}));
            folding.join(Duration.ofSeconds(10));
            return folding.isAlive();
        }

        @Override
        public GenerationName name() {
            return name;
        }

        @Override
        public Health health() {
            return new Health(ready, Map.of());
        }

        @Override
        public Map<String, Object> progress() {
            return Map.of("generation", name.number());
        }

        @Override
        public double lag(TopicPartition input) {
            return 0;
        }

        @Override
        public StoreSource stores() {
            throw new UnsupportedOperationException("nobody asks it anything");
        }

        @Override
        public Positions positions() {
            return positions;
        }

        @Override
        public Doubts doubts() {
            return new Doubts();
        }

        @Override
        public Optional<Instant> asOf(TopicPartition partition) {
            return Optional.empty();
        }

        @Override
        public boolean running() {
            return ready;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
