package dev.promissory.views.webhooks;

import dev.promissory.kit.ProblemException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The replays under way: at most so many, since each reads from Kafka with a consumer of its own, and one at a time of
 * each delivery. Safe for use by several threads.
 */
final class Replays {

    static final int MAX = 8;

    private final Semaphore free = new Semaphore(MAX);
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /** One replay, until it is closed. */
    final class Turn implements AutoCloseable {

        private final String key;

        private Turn(String key) {
            this.key = key;
        }

        @Override
        public void close() {
            free.release();
            underWay.remove(key);
        }
    }

    /**
     * To be closed.
     *
     * @throws ProblemException 409 {@code replay-under-way}, 503 {@code too-many-replays}
     */
    Turn begin(Webhook webhook, FactPlace place) {
        String key = Undelivered.key(webhook.id(), place);
        if (!underWay.add(key)) {
            throw WebhookProblems.replayUnderWay(place);
        }
        if (!free.tryAcquire()) {
            underWay.remove(key);
            throw WebhookProblems.tooManyReplays();
        }
        return new Turn(key);
    }
}
