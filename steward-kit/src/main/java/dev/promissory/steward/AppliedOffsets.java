package dev.promissory.steward;

import dev.promissory.protocol.TopicLayout;
import java.nio.ByteBuffer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The last offset that was applied of each input of this partition. It commits with the state, so that a record is never
 * applied twice even when the consumer group's offsets are lost or set back. Kept by the topic's id, not its name: a
 * topic that was deleted and made again starts anew, and its first records are new ones.
 */
public final class AppliedOffsets {

    public static final String NAME = "applied-offsets";

    private final KeyValueStore<Bytes, byte[]> store;
    private final TopicLayout layout;

    public AppliedOffsets(KeyValueStore<Bytes, byte[]> store, TopicLayout layout) {
        this.store = store;
        this.layout = layout;
    }

    /** Cached, so that the one row an input has is written once for each commit and not for each record. */
    public static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(NAME), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingEnabled();
    }

    /** Notes the offset; false when it was applied before. */
    public boolean advance(String input, long offset) {
        Bytes key = key(layout.of(input).id());
        byte[] applied = store.get(key);
        if (applied != null && offset <= ByteBuffer.wrap(applied).getLong()) {
            return false;
        }
        store.put(key, ByteBuffer.allocate(Long.BYTES).putLong(offset).array());
        return true;
    }

    private static Bytes key(Uuid topicId) {
        return Bytes.wrap(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(topicId.getMostSignificantBits())
                .putLong(topicId.getLeastSignificantBits())
                .array());
    }
}
