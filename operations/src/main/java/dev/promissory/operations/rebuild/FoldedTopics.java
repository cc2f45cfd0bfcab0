package dev.promissory.operations.rebuild;

import dev.promissory.processor.StewardFault;
import dev.promissory.processor.StewardFold;
import dev.promissory.protocol.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Gives a fold all that it needs, in the order it needs it. */
final class FoldedTopics {

    /** Beyond this many there is one thing wrong and not many. */
    private static final int MOST_FAULTS = 1_000;

    private final CommittedRecords records;
    private final Cluster cluster;
    private final List<StewardFault> faults = new ArrayList<>();

    FoldedTopics(CommittedRecords records, Cluster cluster) {
        this.records = records;
        this.cluster = cluster;
    }

    /** What was left out, at most {@value #MOST_FAULTS} of it. */
    List<StewardFault> into(StewardFold fold) {
        read(Topic.FACTS, "facts", record -> note(fold.fact(record)));
        read(Topic.TRANSFERS, "messages", fold::transfer);
        read(Topic.OUTCOMES, "outcomes", record -> note(fold.outcome(record)));
        read(Topic.DEAD_LETTERS, "dead letters", fold::deadLetter);
        fold.finish();
        return List.copyOf(faults);
    }

    private void read(Topic topic, String what, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        List<TopicPartition> partitions = cluster.partitions(topic);
        records.read(partitions, what, reader);
    }

    private void note(Optional<StewardFault> fault) {
        fault.filter(none -> faults.size() < MOST_FAULTS).ifPresent(faults::add);
    }
}
