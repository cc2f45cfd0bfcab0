package dev.promissory.views;

import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreType;

/** Where the tables of a partition are read. */
interface StoreSource {

    /**
     * One partition's table.
     *
     * @throws InvalidStateStoreException when it is not here, or not restored
     */
    <S> S find(String store, QueryableStoreType<S> type, int partition);

    /**
     * A table that every instance has whole.
     *
     * @throws InvalidStateStoreException when it is not there yet, or the instance has stopped
     */
    <S> S findGlobal(String store, QueryableStoreType<S> type);

    static StoreSource of(KafkaStreams streams) {
        return new StoreSource() {
            @Override
            public <S> S find(String store, QueryableStoreType<S> type, int partition) {
                return streams.store(
                        StoreQueryParameters.fromNameAndType(store, type).withPartition(partition));
            }

            @Override
            public <S> S findGlobal(String store, QueryableStoreType<S> type) {
                return streams.store(StoreQueryParameters.fromNameAndType(store, type));
            }
        };
    }
}
