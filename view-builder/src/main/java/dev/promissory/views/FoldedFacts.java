package dev.promissory.views;

import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Topic;
import dev.promissory.views.feed.NotHereException;
import dev.promissory.views.feed.Vouching;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Vouches for facts by the statements that hold them. A statement's row names the one offset its fact was folded from,
 * and keeps it whatever comes later or again; see {@link FactJudge}.
 */
final class FoldedFacts implements Vouching {

    private final Supplier<? extends ViewTables> serving;
    private final int partitions;

    /**
     * @param serving the tables to look into now
     * @param partitions how many wallet.facts has
     */
    FoldedFacts(Supplier<? extends ViewTables> serving, int partitions) {
        this.serving = serving;
        this.partitions = partitions;
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public OptionalLong folded(int partition) {
        Positions positions = serving.get().positions();
        task(positions, partition);
        return positions.folded(inTopic(partition));
    }

    /**
     * The same task must be at work before and after the row was looked for: a partition that has been elsewhere in
     * between may have come back with older tables, where the row is not yet.
     */
    @Override
    public boolean isVouchedFor(int partition, long offset, WalletId walletId, long sequence) {
        ViewTables tables = serving.get();
        Positions positions = tables.positions();
        Positions.Progress before = task(positions, partition);
        if (positions.folded(inTopic(partition)).orElse(0) <= offset) {
            throw new NotHereException(partition);
        }
        byte[] row = find(tables, before, partition, Keys.fact(walletId, sequence));
        if (task(positions, partition) != before) {
            throw new NotHereException(partition);
        }
        return row != null && FoldedFact.fromBytes(row).offset() == offset;
    }

    private static byte[] find(ViewTables tables, Positions.Progress task, int partition, Bytes key) {
        try {
            ReadOnlyKeyValueStore<Bytes, byte[]> wallets =
                    tables.table(task, ViewTopology.WALLETS, QueryableStoreTypes.keyValueStore(), inTopic(partition));
            return wallets.get(key);
        } catch (InvalidStateStoreException e) {
            // It moves away or is closed at this moment.
            throw new NotHereException(partition);
        }
    }

    private static Positions.Progress task(Positions positions, int partition) {
        return positions.at(inTopic(partition)).orElseThrow(() -> new NotHereException(partition));
    }

    private static TopicPartition inTopic(int partition) {
        return new TopicPartition(Topic.FACTS.topicName(), partition);
    }
}
