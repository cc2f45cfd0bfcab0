package dev.promissory.views;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Tables as a test wants them to be. */
record TestTables(
        StoreSource stores, Positions positions, Doubts doubts, Map<TopicPartition, Instant> complete, boolean running)
        implements ViewTables {

    static TestTables of(StoreSource stores, Positions positions) {
        return new TestTables(stores, positions, new Doubts(), Map.of(), true);
    }

    @Override
    public Optional<Instant> asOf(TopicPartition partition) {
        return Optional.ofNullable(complete.get(partition));
    }
}
