package dev.promissory.views;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.state.QueryableStoreType;

/** The tables of one generation on this instance, as those who read them find them. */
interface ViewTables {

    StoreSource stores();

    /**
     * A table of one partition, looked for once while the task is at work.
     *
     * @param task at work on the partition
     * @param input the partition that the table is folded from
     * @throws org.apache.kafka.streams.errors.InvalidStateStoreException as {@link StoreSource#find}
     */
    default <S> S table(Positions.Progress task, String name, QueryableStoreType<S> type, TopicPartition input) {
        return task.table(name, () -> stores().find(name, type, input));
    }

    /** How far the tables are. */
    Positions positions();

    /** Which wallets are not trusted. */
    Doubts doubts();

    /** Up to which moment a partition is complete; empty when it is not here, or has not caught up. */
    Optional<Instant> asOf(TopicPartition partition);

    /** Whether all tables that this instance was assigned are restored. */
    boolean running();
}
