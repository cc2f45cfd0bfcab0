package dev.promissory.processor;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.WalletId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * The answers given to commands, kept at least as long as the setting says and at most a third longer. Time is cut into
 * {@value #SLICES} slices of that span, and an answer lies in the slice it was given in: looking one up takes a get in
 * each slice, and forgetting costs nothing, since the window store drops whole segments instead of deleting rows.
 *
 * <p>Its time must never run backwards: a broker's clock that is set back would put an answer where it is not looked
 * for, or where the store takes nothing any more, and the command would be done twice. So it goes by the stream's time,
 * the latest of all record times so far, which Kafka Streams commits beside the offsets.
 */
final class CommandMemory {

    static final String NAME = "remembered-commands";

    private static final int SLICES = 3;

    private final WindowStore<Bytes, byte[]> store;
    private final long sliceMs;

    CommandMemory(WindowStore<Bytes, byte[]> store, Duration rememberFor) {
        this.store = store;
        this.sliceMs = sliceMs(rememberFor);
    }

    static StoreBuilder<WindowStore<Bytes, byte[]>> builder(Duration rememberFor) {
        Duration slice = Duration.ofMillis(sliceMs(rememberFor));
        // The slice being filled, and as many full ones as make up the span.
        Duration retention = slice.multipliedBy(SLICES + 1);
        return Stores.windowStoreBuilder(
                Stores.persistentWindowStore(NAME, retention, slice, false), Serdes.Bytes(), Serdes.ByteArray());
    }

    Optional<RememberedOutcome> recall(WalletId walletId, CommandId commandId, long streamTimeMs) {
        Bytes key = key(walletId, commandId);
        long current = streamTimeMs / sliceMs;
        for (long slice = current; slice >= current - SLICES && slice >= 0; slice--) {
            byte[] bytes = store.fetch(key, slice * sliceMs);
            if (bytes != null) {
                return Optional.of(RememberedOutcome.read(walletId, commandId, bytes));
            }
        }
        return Optional.empty();
    }

    void remember(RememberedOutcome remembered, long streamTimeMs) {
        Bytes key = key(remembered.outcome().walletId(), remembered.outcome().commandId());
        store.put(key, remembered.write(), streamTimeMs / sliceMs * sliceMs);
    }

    private static long sliceMs(Duration rememberFor) {
        return Math.max(1, (rememberFor.toMillis() + SLICES - 1) / SLICES);
    }

    /** A tilde cannot occur in a wallet id, so no two commands share a key. */
    private static Bytes key(WalletId walletId, CommandId commandId) {
        return Bytes.wrap((walletId.value() + '~' + commandId.value()).getBytes(StandardCharsets.UTF_8));
    }
}
