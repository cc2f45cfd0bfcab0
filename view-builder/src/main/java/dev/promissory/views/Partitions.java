package dev.promissory.views;

import dev.promissory.domain.Currency;
import dev.promissory.domain.WalletId;
import dev.promissory.kit.ProblemException;
import dev.promissory.mint.protocol.MintTopic;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.WalletPartitions;
import dev.promissory.views.Trust.Doubt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.InvalidStateStorePartitionException;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/**
 * The one place where a query finds the partitions it depends on. It hands out only what is here, restored and caught
 * up; for anything else the query fails with {@code view-not-ready}, since no answer is better than one that only looks
 * right. Whoever lets views ask each other does it here.
 */
final class Partitions {

    private final Supplier<? extends ViewTables> serving;
    private final int ofFacts;
    private final int ofOutcomes;

    /**
     * @param serving the tables to read now; what a query has begun to read of a partition stays the same to it
     * @param ofFacts how many partitions wallet.facts and mint.facts have each
     */
    Partitions(Supplier<? extends ViewTables> serving, int ofFacts, int ofOutcomes) {
        this.serving = serving;
        this.ofFacts = ofFacts;
        this.ofOutcomes = ofOutcomes;
    }

    /** The tables of one partition; what they say is complete up to {@code asOf}, and may know more. */
    final class Part {

        private final ViewTables tables;
        private final TopicPartition partition;
        private final Positions.Progress task;
        private final Instant asOf;

        private Part(ViewTables tables, TopicPartition partition, Positions.Progress task, Instant asOf) {
            this.tables = tables;
            this.partition = partition;
            this.task = task;
            this.asOf = asOf;
        }

        Instant asOf() {
            return asOf;
        }

        int number() {
            return partition.partition();
        }

        /** Of all wallets and journals of the partition, which may have left since it was found ready. */
        SharedTrust trust() {
            return tables.doubts().of(number()).orElseThrow(() -> notHere(partition));
        }

        /** What is doubted about a wallet or journal of this partition. */
        Optional<Doubt> doubt(WalletId id) {
            return trust().wallets() == 0 ? Optional.empty() : DoubtIndex.find(wallets()::get, id);
        }

        /** Wallets, and the facts they are made of. */
        ReadOnlyKeyValueStore<Bytes, byte[]> wallets() {
            return table(ViewTopology.WALLETS, QueryableStoreTypes.keyValueStore());
        }

        ReadOnlyKeyValueStore<Bytes, byte[]> promises() {
            return table(ViewTopology.PROMISES, QueryableStoreTypes.keyValueStore());
        }

        ReadOnlyKeyValueStore<Bytes, byte[]> supply() {
            return table(ViewTopology.SUPPLY, QueryableStoreTypes.keyValueStore());
        }

        /** Once it is closed it says nothing, as if it were empty: {@link #requireStillHere} after reading. */
        ReadOnlyWindowStore<Bytes, byte[]> outcomes() {
            return table(ViewTopology.OUTCOMES, QueryableStoreTypes.windowStore());
        }

        /** Currencies at the mint, and the hashes of their facts. */
        ReadOnlyKeyValueStore<Bytes, byte[]> mint() {
            return table(ViewTopology.MINT, QueryableStoreTypes.keyValueStore());
        }

        /** Fails when the partition has left since it was found ready, even if it has come back. */
        void requireStillHere() {
            if (tables.positions().at(partition).orElse(null) != task) {
                throw notHere(partition);
            }
        }

        private <S> S table(String name, QueryableStoreType<S> type) {
            try {
                S table = tables.table(task, name, type, partition);
                // It may have been looked for when the next task was at work, whose tables may be older.
                requireStillHere();
                return table;
            } catch (InvalidStateStorePartitionException e) {
                throw notHere(partition);
            } catch (InvalidStateStoreException e) {
                throw notRestored();
            }
        }
    }

    /** The partition that a wallet lives on. */
    Part of(WalletId id) {
        return part(Topic.FACTS.topicName(), WalletPartitions.of(id.value(), ofFacts));
    }

    /** The partition that a currency lives on at the mint. */
    Part of(Currency currency) {
        return part(MintTopic.FACTS.topicName(), WalletPartitions.of(currency.code(), ofFacts));
    }

    /** Fails unless this partition of wallet.facts is here, restored and caught up. */
    void requireReady(int number) {
        part(Topic.FACTS.topicName(), number);
    }

    /** Every partition of wallet.facts. */
    List<Part> all() {
        return all(Topic.FACTS.topicName(), ofFacts);
    }

    /** Every partition of wallet.outcomes. */
    List<Part> allOfOutcomes() {
        return all(Topic.OUTCOMES.topicName(), ofOutcomes);
    }

    /** Every partition of mint.facts. */
    List<Part> allOfMint() {
        return all(MintTopic.FACTS.topicName(), ofFacts);
    }

    /** The last rate of each pair, by the pair as text. Every instance has all of them. */
    ReadOnlyKeyValueStore<Bytes, byte[]> rates() {
        try {
            return serving.get().stores().findGlobal(ViewTopology.RATES, QueryableStoreTypes.keyValueStore());
        } catch (InvalidStateStoreException e) {
            throw notRestored();
        }
    }

    /** Up to which moment all of these are complete. */
    static Instant asOf(List<Part> parts) {
        return parts.stream().map(Part::asOf).min(Instant::compareTo).orElseThrow();
    }

    /** Of all wallets and journals on these. */
    static SharedTrust trust(List<Part> parts) {
        return parts.stream().map(Part::trust).reduce(SharedTrust.WHOLE, SharedTrust::and);
    }

    private List<Part> all(String topic, int count) {
        return IntStream.range(0, count).mapToObj(number -> part(topic, number)).toList();
    }

    private Part part(String topic, int number) {
        TopicPartition partition = new TopicPartition(topic, number);
        ViewTables tables = serving.get();
        if (!tables.running()) {
            throw notRestored();
        }
        Positions.Progress task = tables.positions().at(partition).orElseThrow(() -> notHere(partition));
        Instant asOf = tables.asOf(partition).orElseThrow(() -> notHere(partition));
        return new Part(tables, partition, task, asOf);
    }

    static ProblemException notRestored() {
        return ViewProblems.notReady("The view is restoring its tables or moving them: try again.");
    }

    private static ProblemException notHere(TopicPartition partition) {
        return ViewProblems.notReady("The view of " + partition
                + " has not caught up here, or another instance of the view has it: try again, or ask that one.");
    }
}
