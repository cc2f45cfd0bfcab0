package dev.promissory.views;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.InvalidStateStorePartitionException;
import org.apache.kafka.streams.state.QueryableStoreType;

/** Where the tables of a partition are read. */
interface StoreSource {

    /**
     * One partition's table.
     *
     * @param input the partition that it is folded from
     * @throws InvalidStateStorePartitionException when it is not here
     * @throws InvalidStateStoreException when it is not restored, or the instance has stopped
     */
    <S> S find(String store, QueryableStoreType<S> type, TopicPartition input);

    /**
     * A table that every instance has whole.
     *
     * @throws InvalidStateStoreException when it is not there yet, or the instance has stopped
     */
    <S> S findGlobal(String store, QueryableStoreType<S> type);
}
