package dev.promissory.operations.audit;

import dev.promissory.domain.WalletId;
import dev.promissory.operations.scratch.Scratch;
import dev.promissory.processor.FoldRules;
import dev.promissory.processor.ProcessorSettings;
import dev.promissory.processor.StewardCopy;
import dev.promissory.processor.StewardFold;
import dev.promissory.processor.StewardKey;
import dev.promissory.processor.StewardRow;
import dev.promissory.processor.StewardStore;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicLayout;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Bytes;

/**
 * Holds what stewards remember beside their wallets (promises, parts, holds, schedules, reversals, timers, whose promise was
 * answered) against what follows from the facts. Such a row does not tell how far it is, so it may differ because the facts
 * were read after it. But each round reads on: what a row lacked in one round it has in the next, since it commits with the
 * facts. So a row that differs in the same way twice running is wrong, however busy its wallet is; one that differs
 * otherwise is looked at again. So is everything else, in each round: what was right before may have gone wrong since.
 */
final class MemoryCheck implements AutoCloseable {

    private static final List<StewardStore> STORES = List.of(StewardStore.MEMORY, StewardStore.RECEIVED_PROMISES);

    /** A system in which more than this differs is broken, and the first of it tells enough. */
    private static final int MOST_CANDIDATES = 10_000;

    private final Topics topics;
    private final Clock clock;
    private final FoldedWallets wallets;
    private final Differences differences;
    private final StewardFold fold;
    private final StewardCopy copy;
    private final Map<StewardStore, Tail> rows = new EnumMap<>(StewardStore.class);
    private final Optional<Tail> messages;
    private final Set<Candidate> told = new HashSet<>();
    private final Set<Bytes> strays = new HashSet<>();
    private Set<Candidate> candidates = Set.of();
    private Map<Integer, Long> messagesEnd = Map.of();
    private long compared;

    /** A row that differs. */
    private record Candidate(StewardStore store, WalletId walletId, String detail) {}

    MemoryCheck(
            Topics topics,
            Optional<SigningKey> key,
            Clock clock,
            FoldedWallets wallets,
            Scratch scratch,
            Differences differences) {
        this.topics = topics;
        this.clock = clock;
        this.wallets = wallets;
        this.differences = differences;
        Map<Integer, Long> ends = topics.committedEnds(Topic.FACTS.topicName());
        this.fold = StewardFold.open(rules(key, ends.size()), scratch.folder().resolve("fold"));
        this.copy = StewardCopy.open(ends.size(), scratch.folder().resolve("copy"));
        boolean anyFacts = ends.values().stream().anyMatch(end -> end > 0);
        STORES.forEach(store -> Tail.expected(topics, store.changelogTopic(), Where.STEWARDS, anyFacts, differences)
                .ifPresent(tail -> rows.put(store, tail)));
        this.messages = Tail.of(topics, Topic.TRANSFERS.topicName());
    }

    /** Neither remembered answers nor applied offsets are asked for, so that nothing more need be known. */
    private static FoldRules rules(Optional<SigningKey> key, int partitions) {
        Map<String, TopicLayout.Placed> topicsById = new HashMap<>();
        for (Topic topic : Topic.CORE) {
            topicsById.put(topic.topicName(), new TopicLayout.Placed(partitions, new Uuid(0, topic.ordinal())));
        }
        return new FoldRules(key, ProcessorSettings.DEFAULT_REMEMBER_FOR, new TopicLayout(topicsById), Map.of());
    }

    /** How many records {@link #load} will read at most. */
    long left() {
        return rows.values().stream().mapToLong(Tail::left).sum();
    }

    /** Rows that were found to be right in the last round. */
    long compared() {
        return compared;
    }

    /** Rows that differed in another way each time. */
    long moving() {
        return candidates.size();
    }

    /** What has been kept, and how far the stewards are; the facts must be read after that, and the messages last. */
    void load() {
        rows.forEach((store, tail) ->
                tail.readOn(record -> copy.put(store, record.partition(), record.key(), record.value())));
        messagesEnd = messages.map(Tail::ends).orElse(Map.of());
        String input = Topic.TRANSFERS.topicName();
        topics.progress(StewardStore.group(), input).forEach((partition, next) -> {
            if (next > 0) {
                fold.applied(new TopicPartition(input, partition), next - 1);
            }
        });
    }

    void folded(GoodFact fact) {
        // What the fold refuses all the same is of a hold that is not open: then the wallet's rows differ, and that is
        // told.
        fold.memoryOf(fact.fact(), fact.record());
    }

    /** The messages between stewards, and what differs then; what has differed so before is told. */
    void compare() {
        messages.ifPresent(tail -> tail.readTo(messagesEnd, fold::transfer));
        fold.finish();
        Set<Candidate> before = candidates;
        candidates = new LinkedHashSet<>();
        compared = 0;
        for (StewardStore store : rows.keySet()) {
            for (int partition = 0; partition < fold.partitions(); partition++) {
                compare(store, partition);
            }
        }
        candidates.removeIf(each -> told.contains(each) || (before.contains(each) && tell(each)));
    }

    /** Reads on for the next round. False when nothing is left to be decided. */
    boolean isAnotherNeeded() {
        if (candidates.isEmpty()) {
            return false;
        }
        load();
        return true;
    }

    private boolean tell(Candidate each) {
        long sequence = wallets.get(each.walletId()).wallet().sequence();
        differences.add(Where.STEWARDS, "differs", each.walletId(), sequence, each.detail());
        return told.add(each);
    }

    private void compare(StewardStore store, int partition) {
        fold.rowsBeside(copy, store, partition, (key, expected, found) -> {
            if (expected.isPresent() && found.isPresent() && Arrays.equals(expected.get(), found.get())) {
                compared++;
            } else {
                differs(store, key, expected, found);
            }
        });
    }

    private void differs(StewardStore store, byte[] key, Optional<byte[]> expected, Optional<byte[]> found) {
        Optional<WalletId> keeper = StewardKey.keeper(store, key);
        if (keeper.isEmpty()) {
            if (strays.add(Bytes.wrap(key))) {
                differences.add(
                        Where.STEWARDS, "unreadable", "the stewards remember a row under a key that nobody writes");
            }
            return;
        }
        Optional<StewardRow> byFacts = expected.flatMap(row -> read(store, key, row));
        boolean hasRung = found.isEmpty()
                && byFacts.filter(row -> row instanceof StewardRow.OfTimer timer
                                && !timer.due().isAfter(clock.instant()))
                        .isPresent();
        // A timer that has rung is forgotten, and set again only if what it is for still waits.
        if (!hasRung && candidates.size() < MOST_CANDIDATES) {
            String kept = found.map(
                            row -> read(store, key, row).map(StewardRow::told).orElse("a row that cannot be read"))
                    .orElse("nothing");
            String detail = "the stewards remember " + kept + ", by the facts it is "
                    + byFacts.map(StewardRow::told).orElse("nothing");
            candidates.add(new Candidate(store, keeper.get(), detail));
        }
    }

    private static Optional<StewardRow> read(StewardStore store, byte[] key, byte[] row) {
        return Damaged.ifReadable(() -> StewardRow.read(store, key, row));
    }

    @Override
    public void close() {
        fold.close();
        copy.close();
    }
}
