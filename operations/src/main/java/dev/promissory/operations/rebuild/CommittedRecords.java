package dev.promissory.operations.rebuild;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.operations.log.Cluster;
import dev.promissory.operations.log.Extent;
import dev.promissory.operations.log.LogReader;
import dev.promissory.operations.log.Progress;
import java.util.Collection;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads all that is committed, once, from the oldest record to the end as it is at the beginning. */
record CommittedRecords(KafkaConnection kafka, Progress progress) {

    /**
     * Gives each record, those of a partition in order. The end is behind all that is written, committed or not: a
     * transaction has ended before its markers are on every partition, and what is committed there by then would be missed.
     *
     * @param what they are, in the plural
     * @throws dev.promissory.protocol.KafkaUnavailableException when nothing comes for a minute
     */
    void read(Collection<TopicPartition> partitions, String what, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (Cluster cluster = new Cluster(kafka);
                LogReader log = new LogReader(kafka, LogReader.Gone.PASSED_OVER, progress)) {
            Extent extent = cluster.extent(partitions);
            progress.begin(what, extent.length());
            log.read(extent, reader);
            progress.end();
        }
    }
}
