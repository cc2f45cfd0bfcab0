package dev.promissory.views;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.internals.StateStoreProvider;

/** The tables of an instance of Kafka Streams, by interactive queries. */
record StreamedStores(KafkaStreams streams) implements StoreSource {

    @Override
    public <S> S find(String store, QueryableStoreType<S> type, TopicPartition input) {
        return streams.store(StoreQueryParameters.fromNameAndType(store, new OneStore<>(type))
                .withPartition(input.partition()));
    }

    @Override
    public <S> S findGlobal(String store, QueryableStoreType<S> type) {
        return streams.store(StoreQueryParameters.fromNameAndType(store, type));
    }

    /**
     * The store itself. What Kafka Streams hands out else is a view of all stores of that name, which looks through all
     * tasks again at each read.
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
