package dev.promissory.operations.audit;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A topic that is read from its beginning, and on from there as often as anybody wants to know what has come. */
final class Tail {

    private final Topics topics;
    private final String topic;
    private Map<Integer, Long> positions;

    private Tail(Topics topics, String topic) {
        this.topics = topics;
        this.topic = topic;
        this.positions = topics.begins(topic);
    }

    /** Empty when there is no such topic. */
    static Optional<Tail> of(Topics topics, String topic) {
        return topics.exists(topic) ? Optional.of(new Tail(topics, topic)) : Optional.empty();
    }

    /** As {@link #of}; that it is missing is a difference when it is expected. */
    static Optional<Tail> expected(
            Topics topics, String topic, Where where, boolean isExpected, Differences differences) {
        Optional<Tail> tail = of(topics, topic);
        if (tail.isEmpty() && isExpected) {
            differences.add(where, "missing-topic", "there is no topic " + topic);
        }
        return tail;
    }

    /** How many records, at most, are there to be read now. */
    long left() {
        return ends().entrySet().stream()
                .mapToLong(end -> end.getValue() - positions.get(end.getKey()))
                .sum();
    }

    /** Behind what is written at this moment. */
    Map<Integer, Long> ends() {
        return topics.writtenEnds(topic);
    }

    void readTo(Map<Integer, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        positions = topics.read(topic, positions, ends, reader);
    }

    /** Up to what is written at this moment, once it is committed. */
    void readOn(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        readTo(ends(), reader);
    }
}
