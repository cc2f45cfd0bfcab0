package dev.promissory.views.webhooks;

import dev.promissory.protocol.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** What the records of the two topics come to. One thread puts records in, any may look. */
final class WebhookTables {

    static final int MAX_REMOVED = 1_000;

    private final ConcurrentSkipListMap<String, Webhook> webhooks = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<String, ConcurrentSkipListMap<FactPlace, Undelivered>> undelivered =
            new ConcurrentHashMap<>();

    /** How many of each generation lie undelivered; none when it is not there. */
    private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

    /**
     * The generations that were removed last while this was looking: a late record must not bring one back. A record is
     * late by seconds, so there is no need to know them all. For the thread that puts records in.
     */
    private final Set<String> removed = Collections.newSetFromMap(new LastOnes());

    /** Forgets the first when there are too many. */
    private static final class LastOnes extends LinkedHashMap<String, Boolean> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_REMOVED;
        }
    }

    /**
     * Takes in a record of wallet.webhooks.
     *
     * @param value null for a removal
     * @throws UnreadableException when it cannot be read; then it counts for nothing
     */
    void registration(byte[] key, byte[] value) {
        String id = text(key);
        if (value == null) {
            Webhook gone = webhooks.remove(id);
            if (gone != null) {
                removed.add(gone.generation());
            }
            return;
        }
        Webhook webhook = WebhookJson.read(value);
        if (!webhook.id().equals(id)) {
            throw new UnreadableException("the key is not the webhook's id");
        }
        if (!removed.contains(webhook.generation())) {
            webhooks.put(id, webhook);
        }
    }

    /**
     * Takes in a record of wallet.webhooks-undelivered.
     *
     * @param value null when it was replayed or discarded
     * @throws UnreadableException when it cannot be read; then it counts for nothing
     */
    void undelivered(byte[] key, byte[] value) {
        String text = text(key);
        if (value == null) {
            Undelivered.Key named = Undelivered.Key.parse(text);
            undelivered.computeIfPresent(named.webhookId(), (id, places) -> {
                count(places.remove(named.place()), -1);
                return places.isEmpty() ? null : places;
            });
            return;
        }
        Undelivered read = Undelivered.read(text, value);
        undelivered.compute(read.webhookId(), (id, places) -> {
            ConcurrentSkipListMap<FactPlace, Undelivered> known =
                    places == null ? new ConcurrentSkipListMap<>() : places;
            count(known.put(read.place(), read), -1);
            count(read, 1);
            return known;
        });
    }

    Optional<Webhook> webhook(String id) {
        return Optional.ofNullable(webhooks.get(id));
    }

    /** Whether this is registered, in this run or another. */
    boolean isRegistered(Webhook webhook) {
        return webhook(webhook.id())
                .filter(now -> now.generation().equals(webhook.generation()))
                .isPresent();
    }

    /** Whether this is registered, in this run, suspended or not. */
    boolean isCurrent(Webhook webhook) {
        return webhook(webhook.id())
                .filter(now -> now.group().equals(webhook.group()))
                .isPresent();
    }

    /** Whether it is registered just so, and active. */
    boolean isWanted(Webhook webhook) {
        return webhook.active() && webhook.equals(webhooks.get(webhook.id()));
    }

    Collection<Webhook> webhooks() {
        return Collections.unmodifiableCollection(webhooks.values());
    }

    /** Of all webhooks there are. */
    Set<String> generations() {
        return webhooks.values().stream().map(Webhook::generation).collect(Collectors.toSet());
    }

    /** By id, from the first after this one. */
    Collection<Webhook> webhooksAfter(String id) {
        return webhooks.tailMap(id, false).values();
    }

    int count(boolean active) {
        return (int) webhooks.values().stream()
                .filter(webhook -> webhook.active() == active)
                .count();
    }

    /** What was given up under this id, in the order of places: also by a webhook that was removed since. */
    SortedMap<FactPlace, Undelivered> allUndelivered(String webhookId) {
        return undelivered.getOrDefault(webhookId, new ConcurrentSkipListMap<>());
    }

    Optional<Undelivered> undelivered(Webhook webhook, FactPlace place) {
        return Optional.ofNullable(allUndelivered(webhook.id()).get(place))
                .filter(found -> found.generation().equals(webhook.generation()));
    }

    int undelivered(Webhook webhook) {
        return counts.getOrDefault(webhook.generation(), 0);
    }

    int undelivered() {
        return webhooks.values().stream().mapToInt(this::undelivered).sum();
    }

    /** @param given null when there was none */
    private void count(Undelivered given, int more) {
        if (given != null) {
            counts.merge(given.generation(), more, (before, change) -> before + change == 0 ? null : before + change);
        }
    }

    private static String text(byte[] key) {
        if (key == null) {
            throw new UnreadableException("the record has no key");
        }
        return new String(key, StandardCharsets.UTF_8);
    }
}
