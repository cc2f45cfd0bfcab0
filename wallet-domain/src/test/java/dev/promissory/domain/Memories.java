package dev.promissory.domain;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A steward's memory on the heap, open to look into. */
final class Memories {

    private final MapShelf<PromiseId, OpenPromise> promises = new MapShelf<>(PromiseId::sender);
    private final MapShelf<StewardMemory.ParticipationKey, Participation> participations =
            new MapShelf<>(StewardMemory.ParticipationKey::walletId);
    private final MapShelf<StewardMemory.HoldKey, Hold> holds = new MapShelf<>(StewardMemory.HoldKey::walletId);
    private final MapShelf<ScheduleId, ScheduledTransfer> schedules = new MapShelf<>(ScheduleId::walletId);
    private final MapShelf<StewardMemory.ReversalKey, Reversed> reversals =
            new MapShelf<>(StewardMemory.ReversalKey::walletId);
    private final Map<Timer, Instant> timers = new LinkedHashMap<>();
    private final StewardMemory memory =
            new StewardMemory(promises, participations, holds, schedules, reversals, new MapTimers());

    StewardMemory memory() {
        return memory;
    }

    Collection<OpenPromise> promises() {
        return promises.things.values();
    }

    Collection<Participation> participations() {
        return participations.things.values();
    }

    Collection<Hold> holds() {
        return holds.things.values();
    }

    Collection<ScheduledTransfer> schedules() {
        return schedules.things.values();
    }

    Collection<Reversed> reversals() {
        return reversals.things.values();
    }

    /** The same in both, whatever led to it; what promises wait for is left out, for answers decide that. */
    boolean agreesWith(Memories other) {
        return participations.things.equals(other.participations.things)
                && holds.things.equals(other.holds.things)
                && schedules.things.equals(other.schedules.things)
                && reversals.things.equals(other.reversals.things)
                && timers.equals(other.timers);
    }

    Map<Timer, Instant> timers() {
        return timers;
    }

    private final class MapTimers implements TimerShelf {
        @Override
        public void set(Timer timer, Instant due) {
            timers.put(timer, due);
        }

        @Override
        public void clear(Timer timer, Instant due) {
            timers.remove(timer, due);
        }
    }

    private static final class MapShelf<K, V> implements Shelf<K, V> {

        private final Map<K, V> things = new LinkedHashMap<>();
        private final Function<K, WalletId> owner;

        MapShelf(Function<K, WalletId> owner) {
            this.owner = owner;
        }

        @Override
        public Optional<V> find(K key) {
            return Optional.ofNullable(things.get(key));
        }

        @Override
        public void put(K key, V value) {
            things.put(key, value);
        }

        @Override
        public void remove(K key) {
            things.remove(key);
        }

        @Override
        public boolean anyOf(WalletId walletId) {
            return things.keySet().stream().map(owner).anyMatch(walletId::equals);
        }
    }
}
