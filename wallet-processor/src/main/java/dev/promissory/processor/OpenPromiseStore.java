package dev.promissory.processor;

import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.OpenPromise;
import dev.promissory.domain.OpenPromises;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.MessageJson;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The promises that the wallets of one partition have made and not heard of again. Apart from the wallet rows, so that a
 * wallet with ten thousand promises in flight does not carry them through every command. A row is the message that told
 * the receiver.
 */
final class OpenPromiseStore implements OpenPromises {

    static final String NAME = "open-promises";

    private final KeyValueStore<Bytes, byte[]> store;

    OpenPromiseStore(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(NAME), Serdes.Bytes(), Serdes.ByteArray());
    }

    void open(PromiseMade promise, byte[] message) {
        store.put(key(promise.promiseId()), message);
    }

    /** Ends the promise; it may have ended before. */
    void close(PromiseId promiseId) {
        store.delete(key(promiseId));
    }

    @Override
    public Optional<OpenPromise> find(PromiseId promiseId) {
        byte[] message = store.get(key(promiseId));
        if (message == null) {
            return Optional.empty();
        }
        if (!(MessageJson.read(message) instanceof PromiseMade made)) {
            throw new IllegalStateException("the row of " + promiseId + " is no promise");
        }
        return Optional.of(
                new OpenPromise(made.promiseId(), made.legs(), made.commandId(), made.promisedAt(), made.memo()));
    }

    @Override
    public boolean anyOf(WalletId sender) {
        String prefix = sender.value() + PromiseId.SEPARATOR;
        try (StringSerializer serializer = new StringSerializer();
                KeyValueIterator<Bytes, byte[]> promises = store.prefixScan(prefix, serializer)) {
            return promises.hasNext();
        }
    }

    private static Bytes key(PromiseId promiseId) {
        return Bytes.wrap(promiseId.toString().getBytes(StandardCharsets.UTF_8));
    }
}
