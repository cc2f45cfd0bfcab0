package dev.promissory.operations.archive;

import dev.promissory.operations.archive.Manifest.Source;
import dev.promissory.protocol.Topic;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topics of a system whose facts are exported. */
interface WalletTopics {

    /** @throws ArchiveException when there is no wallet.facts */
    Source source();

    /** Up to where all is committed: there the next record of each partition will stand, or one that is not yet decided. */
    long[] committedEnds(Topic topic, int partitions);

    /** Also behind what is not committed yet. */
    long[] writtenEnds(Topic topic, int partitions);

    /**
     * Gives out what is committed of a partition.
     *
     * @param end waited for, should a transaction be open before it
     * @throws ArchiveException when there is nothing at {@code from} any more
     */
    void read(Topic topic, int partition, long from, long end, Reader reader) throws IOException;

    /** Is given record by record; it may fail to write. */
    interface Reader {
        void read(ConsumerRecord<byte[], byte[]> record) throws IOException;
    }
}
