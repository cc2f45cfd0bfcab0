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

    /** Kept to be looked at once more; of more than these, the others count as what they seemed to be. */
    private static final int MOST_STRAYS = 1_000;

    private final CommittedRecords records;
    private final StewardsInKafka cluster;
    private final Faults faults = new Faults();
    private final List<ConsumerRecord<byte[], byte[]>> strays = new ArrayList<>();

    FoldedTopics(CommittedRecords records, StewardsInKafka cluster) {
        this.records = records;
        this.cluster = cluster;
    }

    /** What was left out, as much of it as {@link Faults} keeps. */
    List<StewardFault> into(StewardFold fold) {
        read(Topic.FACTS, "facts", record -> fact(record, fold));
        // A copy may lie on a partition that is read before the one where its wallet lives.
        strays.forEach(record -> note(fold.fact(record), fold));
        read(Topic.TRANSFERS, "messages", fold::transfer);
        read(Topic.OUTCOMES, "outcomes", record -> note(fold.outcome(record), fold));
        read(Topic.DEAD_LETTERS, "dead letters", fold::deadLetter);
        fold.finish();
        return faults.all();
    }

    private void read(Topic topic, String what, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        List<TopicPartition> partitions = cluster.partitions(topic);
        records.read(partitions, what, reader);
    }

    private void fact(ConsumerRecord<byte[], byte[]> record, StewardFold fold) {
        Optional<StewardFault> fault = fold.fact(record);
        boolean misplaced =
                fault.filter(each -> each.kind() == StewardFault.Kind.MISPLACED).isPresent();
        if (misplaced && strays.size() < MOST_STRAYS) {
            strays.add(record);
        } else {
            note(fault, fold);
        }
    }

    private void note(Optional<StewardFault> fault, StewardFold fold) {
        fault.ifPresent(each -> faults.note(each, fold));
    }
}
