package dev.promissory.processor;

import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.kit.WriteBehindStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * For each receiver and sender, the sequence of the last promise that was answered. A sender's promises to one receiver
 * arrive in the order of their sequence, so whatever is not above that number is a copy, however late it comes and
 * whoever put it there; taking it would pay twice.
 */
final class ReceivedPromises {

    static final String NAME = "received-promises";

    private final KeyValueStore<Bytes, byte[]> store;

    ReceivedPromises(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return WriteBehindStore.builder(NAME);
    }

    /** Notes that the promise is being answered; false when it has been answered before. */
    boolean advance(WalletId receiver, PromiseId promiseId) {
        String pair = receiver.value() + PromiseId.SEPARATOR + promiseId.sender();
        Bytes key = Bytes.wrap(pair.getBytes(StandardCharsets.UTF_8));
        byte[] last = store.get(key);
        if (last != null && promiseId.sequence() <= ByteBuffer.wrap(last).getLong()) {
            return false;
        }
        store.put(
                key,
                ByteBuffer.allocate(Long.BYTES).putLong(promiseId.sequence()).array());
        return true;
    }
}
