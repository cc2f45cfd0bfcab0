package dev.promissory.processor;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.Health;
import dev.promissory.kit.LocalStores;
import dev.promissory.kit.StreamsLife;
import dev.promissory.protocol.KafkaAnswer;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.protocol.UpkeepState;
import dev.promissory.steward.GroupCommit;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stewards' stream, which runs unless their state is being rebuilt, or cannot be had: without changelogs they would
 * take every wallet for a new one and write a second history of it. Then they stand still, and say why.
 */
final class StewardsAtWork {

    private static final Logger LOG = LoggerFactory.getLogger(StewardsAtWork.class);

    /** Longer than a producer waits for topics that have been deleted under it. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration STEP = Duration.ofSeconds(2);

    private final ProcessorSettings settings;
    private final TopicLayout layout;
    private final StewardRules rules;
    private final Admin admin;
    private final MeterRegistry registry;
    private final Fatal fatal;
    private final RestoredFrom restoredFrom;
    private volatile Optional<StreamsLife> life = Optional.empty();
    private volatile Health standing = new Health(false, Map.of("state", "starting"));
    private volatile boolean closed;

    StewardsAtWork(ProcessorSettings settings, StewardRules rules, Admin admin, MeterRegistry registry, Fatal fatal) {
        this.settings = settings;
        this.layout = rules.layout();
        this.rules = rules;
        this.admin = admin;
        this.registry = registry;
        this.fatal = fatal;
        this.restoredFrom = new RestoredFrom(settings.stateDir());
    }

    /** Starts or stops, as the state of upkeep demands. */
    synchronized void follow(UpkeepState upkeep) {
        if (closed) {
            return;
        }
        if (upkeep.stewardsRebuild().isPresent()) {
            stand(
                    "rebuilding",
                    "rebuild " + upkeep.stewardsRebuild().get() + " has begun and not ended; if its tool is gone, run"
                            + " ./promissory rebuild processor again");
        } else if (life.isEmpty()) {
            work();
        }
    }

    Health health() {
        return life.map(StreamsLife::health).orElse(standing);
    }

    /** Not synchronized: a stop that is under way may take longer than a service has to close. */
    void close() {
        closed = true;
        life.ifPresent(StreamsLife::close);
    }

    private void work() {
        SortedMap<StewardStore, TopicDescription> changelogs = StewardChangelogs.found(admin);
        if (changelogs.size() < StewardStore.values().length && anyFacts()) {
            stand(
                    "changelogs-missing",
                    "there are facts, but not all changelogs of the stewards' stores; run ./promissory rebuild processor");
            return;
        }
        GroupCommit commits = ProcessorKafka.commits(settings);
        Properties streams = ProcessorKafka.streams(settings, commits);
        String identity = StewardChangelogs.identity(changelogs);
        if (!restoredFrom.is(identity)) {
            LocalStores.discard(streams);
            restoredFrom.note(identity);
        }
        StreamsLife starting = new StreamsLife(
                WalletProcessor.NAME,
                StewardTopology.build(
                        rules,
                        new StewardMetrics(registry),
                        commits,
                        new HistoryCheck(settings.kafka(), rules.key(), layout.walletPartitions())),
                streams,
                fatal,
                registry);
        if (changelogs.size() < StewardStore.values().length) {
            starting.whenItRuns(this::noteNewChangelogs);
        }
        starting.start();
        life = Optional.of(starting);
    }

    /** Kafka Streams has made them: without this note the next start would restore all that is here already. */
    private void noteNewChangelogs() {
        try {
            restoredFrom.note(StewardChangelogs.identity(StewardChangelogs.found(admin)));
        } catch (KafkaUnavailableException e) {
            LOG.info("Which changelogs the stores belong to is not known; the next start restores them once more", e);
        }
    }

    private void stand(String state, String why) {
        LOG.warn("The stewards stand still: {}", why);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", state);
        details.put("why", why);
        standing = new Health(false, details);
        if (life.isEmpty() || stopped(life.get())) {
            life = Optional.empty();
        } else if (!closed) {
            fatal.report(
                    WalletProcessor.NAME,
                    new IllegalStateException("did not stop within " + PATIENCE.toSeconds() + " s for a rebuild"));
        }
    }

    /** In short steps: a service that is being closed waits for nobody. */
    private boolean stopped(StreamsLife stopping) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        boolean stopped = stopping.standDown(STEP);
        while (!stopped && !closed && System.nanoTime() < deadline) {
            stopped = stopping.standDown(STEP);
        }
        return stopped;
    }

    private boolean anyFacts() {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, layout.walletPartitions())
                .mapToObj(partition -> new TopicPartition(Topic.FACTS.topicName(), partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return KafkaAnswer.of(admin.listOffsets(ends).all()).values().stream().anyMatch(end -> end.offset() > 0);
    }
}
