package dev.promissory.views.feed;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Single records of wallet.facts, as they lie there now. Safe for use by several threads. */
public interface FactLog {

    /**
     * The committed record at this offset; empty when there is none, or none any more.
     *
     * @throws dev.promissory.protocol.KafkaUnavailableException when Kafka does not show it in time
     */
    Optional<ConsumerRecord<byte[], byte[]>> read(int partition, long offset);
}
