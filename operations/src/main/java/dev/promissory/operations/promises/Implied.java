package dev.promissory.operations.promises;

import dev.promissory.domain.Message;
import dev.promissory.operations.log.Place;
import dev.promissory.protocol.HeaderNames;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A message, and the record that it follows from: the fact that it tells of, or an earlier copy of itself.
 *
 * @param cause of that record, and {@code fingerprint}: what the stewards hand on with a message
 */
record Implied(Message message, Place from, Optional<String> cause, Optional<String> fingerprint) {

    static Implied of(Message message, ConsumerRecord<byte[], byte[]> record) {
        return new Implied(
                message,
                Place.of(record),
                HeaderNames.read(record.headers(), HeaderNames.CAUSE),
                HeaderNames.read(record.headers(), HeaderNames.FINGERPRINT));
    }
}
