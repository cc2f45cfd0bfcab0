package dev.promissory.views;

import dev.promissory.kit.Health;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * One generation of the views on this instance: it folds the facts, from the first on, into tables of its own. It runs from
 * the moment it exists until it is closed.
 */
interface Generation extends ViewTables, AutoCloseable {

    GenerationName name();

    /** How far it is behind each partition that is here, and up to which moment complete. Ready once it can answer. */
    Health health();

    /** For the operator, while it is being built: {@code {"generation":1,"state":"RUNNING","folded":n,"left":m}}. */
    Map<String, Object> progress();

    /** Offsets of the partition that are not folded yet; not a number while it is not here. */
    double lag(TopicPartition input);

    /** Ends within 5 seconds. */
    @Override
    void close();

    /** How many offsets less are folded here than there. What is not here of what is there, another instance has. */
    default long behind(Generation other) {
        return other.positions().here().stream()
                .filter(partition -> positions().at(partition).isPresent())
                .mapToLong(partition -> behind(other, partition))
                .sum();
    }

    private long behind(Generation other, TopicPartition partition) {
        long there = other.positions().folded(partition).orElse(0);
        return Math.max(0, there - positions().folded(partition).orElse(0));
    }
}
