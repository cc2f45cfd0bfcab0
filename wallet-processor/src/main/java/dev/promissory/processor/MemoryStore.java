package dev.promissory.processor;

import dev.promissory.domain.Hold;
import dev.promissory.domain.OpenPromise;
import dev.promissory.domain.Participation;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Reversed;
import dev.promissory.domain.ScheduleId;
import dev.promissory.domain.ScheduledTransfer;
import dev.promissory.domain.Shelf;
import dev.promissory.domain.StewardMemory;
import dev.promissory.domain.StewardMemory.HoldKey;
import dev.promissory.domain.StewardMemory.ParticipationKey;
import dev.promissory.domain.StewardMemory.ReversalKey;
import dev.promissory.domain.TimerShelf;
import dev.promissory.kit.WriteBehindStore;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * What the stewards of one partition remember beside their wallets. Apart from the wallet rows, so that a wallet with ten
 * thousand promises in flight does not carry them through every command. All kinds lie in one store, each under a letter
 * of its own: a store has a changelog, and most kinds are rare.
 */
final class MemoryStore {

    static final String NAME = "memory";

    private MemoryStore() {}

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return WriteBehindStore.builder(NAME);
    }

    static StewardMemory of(KeyValueStore<Bytes, byte[]> store, TimerShelf timers) {
        return new StewardMemory(
                promises(store), participations(store), holds(store), schedules(store), reversals(store), timers);
    }

    private static Shelf<PromiseId, OpenPromise> promises(KeyValueStore<Bytes, byte[]> store) {
        return new StoreShelf<>(
                store,
                'o',
                PromiseId::sender,
                id -> Long.toString(id.sequence()),
                MemoryRows::write,
                MemoryRows::promise);
    }

    private static Shelf<ParticipationKey, Participation> participations(KeyValueStore<Bytes, byte[]> store) {
        return new StoreShelf<>(
                store,
                'p',
                ParticipationKey::walletId,
                key -> key.promiseId().toString(),
                MemoryRows::write,
                MemoryRows::participation);
    }

    private static Shelf<HoldKey, Hold> holds(KeyValueStore<Bytes, byte[]> store) {
        return new StoreShelf<>(
                store, 'h', HoldKey::walletId, key -> key.holdId().value(), MemoryRows::write, MemoryRows::hold);
    }

    private static Shelf<ScheduleId, ScheduledTransfer> schedules(KeyValueStore<Bytes, byte[]> store) {
        return new StoreShelf<>(
                store,
                's',
                ScheduleId::walletId,
                id -> Long.toString(id.sequence()),
                MemoryRows::write,
                MemoryRows::schedule);
    }

    private static Shelf<ReversalKey, Reversed> reversals(KeyValueStore<Bytes, byte[]> store) {
        return new StoreShelf<>(
                store,
                'r',
                ReversalKey::walletId,
                key -> key.reversed().toString(),
                MemoryRows::write,
                MemoryRows::reversed);
    }
}
