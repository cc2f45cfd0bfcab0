package dev.promissory.views.webhooks;

import dev.promissory.protocol.KafkaUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Changes what is registered, one change after the other on this instance. Between instances the last record counts.
 */
final class Registrations {

    static final int MAX_WEBHOOKS = 100;

    private final WebhookTables tables;
    private final RegistryLog log;
    private final Places places;
    private final Clock clock;
    private final Duration patience;
    private final ReentrantLock oneAfterTheOther = new ReentrantLock();

    /** @param patience how long a change waits for the one before it, which waits for Kafka */
    Registrations(WebhookTables tables, RegistryLog log, Places places, Clock clock, Duration patience) {
        this.tables = tables;
        this.log = log;
        this.places = places;
        this.clock = clock;
        this.patience = patience;
    }

    /** What came of a registration. */
    sealed interface Registered {

        record New(Webhook webhook) implements Registered {}

        /** The same was registered before. */
        record Known(Webhook webhook) implements Registered {}

        /** Something else is registered under the id. */
        record Taken() implements Registered {}

        /** There is no room for another one. */
        record TooMany() implements Registered {}
    }

    /** @throws KafkaUnavailableException when Kafka does not keep it */
    Registered register(Webhook webhook) throws InterruptedException {
        lock();
        try {
            Optional<Webhook> known = tables.webhook(webhook.id());
            if (known.isEmpty() && tables.webhooks().size() >= MAX_WEBHOOKS) {
                return new Registered.TooMany();
            }
            if (known.isEmpty()) {
                log.put(webhook);
                return registered(webhook, tables.webhook(webhook.id()));
            }
            return found(webhook, known.get());
        } finally {
            oneAfterTheOther.unlock();
        }
    }

    /**
     * What came of a registration that was written.
     *
     * @param now what is registered under the id: another instance may have written meanwhile
     */
    static Registered registered(Webhook wanted, Optional<Webhook> now) {
        return now.filter(webhook -> !webhook.generation().equals(wanted.generation()))
                .map(other -> found(wanted, other))
                .orElseGet(() -> new Registered.New(now.orElse(wanted)));
    }

    private static Registered found(Webhook wanted, Webhook known) {
        return known.asksTheSameAs(wanted) ? new Registered.Known(known) : new Registered.Taken();
    }

    /**
     * Removes the webhook with all that was kept for it.
     *
     * @return whether it was there
     * @throws KafkaUnavailableException when Kafka does not keep that
     */
    boolean remove(String id) throws InterruptedException {
        lock();
        try {
            Optional<Webhook> webhook = tables.webhook(id);
            if (webhook.isEmpty()) {
                return false;
            }
            log.remove(id);
            log.remove(id, List.copyOf(tables.allUndelivered(id).keySet()));
            places.forget(webhook.get());
            return true;
        } finally {
            oneAfterTheOther.unlock();
        }
    }

    /**
     * Ends deliveries for now.
     *
     * @return the webhook as it is then; empty when there is none
     * @throws KafkaUnavailableException when Kafka does not keep that
     */
    Optional<Webhook> suspend(String id, String reason) throws InterruptedException {
        Optional<Webhook> seen = tables.webhook(id);
        return seen.isEmpty() ? seen : suspend(seen.get(), reason, webhook -> true);
    }

    /** As {@link #suspend(String, String)}, unless the webhook is another one by now. */
    void suspend(Webhook seen, String reason) throws InterruptedException {
        suspend(seen, reason, seen::equals);
    }

    /** @throws KafkaUnavailableException when Kafka does not keep that */
    Optional<Webhook> resume(String id) throws InterruptedException {
        return change(id, webhook -> true, Webhook::resumed);
    }

    /** @throws KafkaUnavailableException when Kafka does not keep that */
    Optional<Webhook> setBack(String id, Map<Integer, Long> positions) throws InterruptedException {
        Optional<Webhook> before = tables.webhook(id);
        Optional<Webhook> after = change(id, webhook -> true, webhook -> webhook.setBackTo(positions));
        if (before.isPresent()) {
            places.forget(before.get());
        }
        return after;
    }

    /** While Kafka is silent nobody is to wait for all who came before him. */
    private void lock() throws InterruptedException {
        if (!oneAfterTheOther.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new KafkaUnavailableException("Kafka has not kept an earlier change to the webhooks yet", null);
        }
    }

    /** The places go into the record, because Kafka forgets those of a group that nobody moves for a week. */
    private Optional<Webhook> suspend(Webhook seen, String reason, Predicate<Webhook> still)
            throws InterruptedException {
        Map<Integer, Long> kept = places.of(seen);
        return change(seen.id(), still, webhook -> {
            boolean sameRun = webhook.group().equals(seen.group());
            return webhook.active()
                    ? webhook.suspended(new Suspension(reason, clock.instant()), sameRun ? kept : Map.of())
                    : webhook;
        });
    }

    private Optional<Webhook> change(String id, Predicate<Webhook> still, UnaryOperator<Webhook> change)
            throws InterruptedException {
        lock();
        try {
            Optional<Webhook> webhook = tables.webhook(id);
            Optional<Webhook> changed = webhook.filter(still).map(change);
            if (changed.isEmpty() || changed.equals(webhook)) {
                return webhook;
            }
            log.put(changed.get());
            return healed(id, changed.get());
        } finally {
            oneAfterTheOther.unlock();
        }
    }

    /** Another instance may have removed it meanwhile: then its record is the last one again, and must not stay so. */
    private Optional<Webhook> healed(String id, Webhook written) throws InterruptedException {
        Optional<Webhook> now = tables.webhook(id);
        if (now.isEmpty()) {
            log.remove(id);
        } else if (!now.get().generation().equals(written.generation())) {
            log.put(now.get());
        }
        return now;
    }
}
