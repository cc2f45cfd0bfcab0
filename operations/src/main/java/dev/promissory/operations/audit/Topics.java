package dev.promissory.operations.audit;

import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Topics as an audit reads them: committed records only, and no group ever hears of it. Offsets are by partition. */
interface Topics {

    boolean exists(String topic);

    /** Of the first record that there is. */
    Map<Integer, Long> begins(String topic);

    /** Behind the last record that is committed. */
    Map<Integer, Long> committedEnds(String topic);

    /** Behind the last record that is written, committed or not: what is committed by now lies before. */
    Map<Integer, Long> writtenEnds(String topic);

    /** How far the group has got, where it has got anywhere. */
    Map<Integer, Long> progress(String group, String topic);

    /**
     * Hands out the records from the one place up to the other.
     *
     * @return where to read on
     * @throws dev.promissory.protocol.KafkaUnavailableException when that place is not reached in time
     */
    Map<Integer, Long> read(
            String topic,
            Map<Integer, Long> from,
            Map<Integer, Long> to,
            Consumer<ConsumerRecord<byte[], byte[]>> reader);
}
