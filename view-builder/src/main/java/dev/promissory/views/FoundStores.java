package dev.promissory.views;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.InvalidStateStorePartitionException;
import org.apache.kafka.streams.state.QueryableStoreType;

/**
 * Looks for a table once as long as the same task is at work on its partition. To look for it takes longer than to read
 * a row: Kafka Streams walks through all tasks, under a lock.
 */
final class FoundStores implements StoreSource {

    private final StoreSource search;
    private final Positions positions;
    private final Map<Table, Found> known = new ConcurrentHashMap<>();

    /**
     * @param search where a table is looked for
     * @param positions which tasks are at work
     */
    FoundStores(StoreSource search, Positions positions) {
        this.search = search;
        this.positions = positions;
    }

    private record Table(String store, TopicPartition input) {}

    private record Found(Positions.Progress task, Object store) {}

    @Override
    @SuppressWarnings("unchecked")
    public <S> S find(String store, QueryableStoreType<S> type, TopicPartition input) {
        Table table = new Table(store, input);
        Positions.Progress task = positions.at(input).orElse(null);
        if (task == null) {
            known.remove(table);
            throw new InvalidStateStorePartitionException(input + " is not here");
        }
        Found found = known.get(table);
        if (found == null || found.task() != task) {
            found = new Found(task, search.find(store, type, input));
            known.put(table, found);
        }
        return (S) found.store();
    }

    @Override
    public <S> S findGlobal(String store, QueryableStoreType<S> type) {
        return search.findGlobal(store, type);
    }
}
