package dev.promissory.steward;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends an outcome to the partition its asker reads. One that does not exist is ignored: the key decides then. */
public final class ReplyPartitioner implements StreamPartitioner<byte[], Outgoing> {

    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, Outgoing value, int partitions) {
        return value.partition().isPresent() && value.partition().getAsInt() < partitions
                ? Optional.of(Set.of(value.partition().getAsInt()))
                : Optional.empty();
    }
}
