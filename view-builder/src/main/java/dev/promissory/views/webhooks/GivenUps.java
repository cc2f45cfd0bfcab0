package dev.promissory.views.webhooks;

import java.util.List;

/** The deliveries of one webhook that were given up. Safe for use by several threads. */
interface GivenUps {

    /** Keeps it until it is replayed or discarded. */
    void keep(Undelivered undelivered) throws InterruptedException;

    /** The fact at this place was delivered after all. */
    void delivered(FactPlace place) throws InterruptedException;

    int count();

    /** Those in wallet.webhooks-undelivered. */
    static GivenUps inTopic(Webhook webhook, WebhookTables tables, RegistryLog log) {
        return new GivenUps() {
            @Override
            public void keep(Undelivered undelivered) throws InterruptedException {
                log.put(undelivered);
                // Nobody would ever see it, or remove it.
                if (!tables.isRegistered(webhook)) {
                    log.remove(webhook.id(), List.of(undelivered.place()));
                }
            }

            @Override
            public void delivered(FactPlace place) throws InterruptedException {
                if (tables.undelivered(webhook, place).isPresent()) {
                    log.remove(webhook.id(), List.of(place));
                }
            }

            @Override
            public int count() {
                return tables.undelivered(webhook);
            }
        };
    }
}
