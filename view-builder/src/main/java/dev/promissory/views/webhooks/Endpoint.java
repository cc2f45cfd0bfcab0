package dev.promissory.views.webhooks;

import dev.promissory.views.feed.FeedFact;
import java.time.Duration;
import java.util.Optional;

/** Where facts are told. Safe for use by several threads. */
interface Endpoint {

    /** What became of one attempt. */
    sealed interface Answer {

        record Taken(int status) implements Answer {}

        /** @param retryAfter how long the endpoint asks to be left alone */
        record Refused(String error, Optional<Duration> retryAfter) implements Answer {}
    }

    /** @param attempt how often this delivery has been tried with this one, from 1 */
    Answer post(Webhook webhook, FeedFact fact, int attempt) throws InterruptedException;
}
