package dev.promissory.views;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/** The tables of an instance of Kafka Streams, by interactive queries. */
record StreamedStores(KafkaStreams streams) implements StoreSource {

    @Override
    public <S> S find(String store, QueryableStoreType<S> type, TopicPartition input) {
        return find(StoreQueryParameters.fromNameAndType(store, new OneStore<>(type))
                .withPartition(input.partition()));
    }

    @Override
    public <S> S findGlobal(String store, QueryableStoreType<S> type) {
        return find(StoreQueryParameters.fromNameAndType(store, type));
    }

    private <S> S find(StoreQueryParameters<S> query) {
        try {
            return streams.store(query);
        } catch (IllegalStateException e) {
            throw new InvalidStateStoreException("The instance has stopped", e);
        }
    }

    /**
     * The store itself. What Kafka Streams hands out else looks for it again, through all tasks, at each read. Not for
     * stores with timestamps, which it would hide behind a facade.
     */
    private record OneStore<S>(QueryableStoreType<S> type) implements QueryableStoreType<S> {

        @Override
        public boolean accepts(StateStore store) {
            return type.accepts(store);
        }

        @Override
        public S create(StateStoreProvider stores, String name) {
            return stores.stores(name, this).getFirst();
        }
    }
}
