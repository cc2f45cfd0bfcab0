package dev.promissory.views.webhooks;

import dev.promissory.views.webhooks.Endpoint.Answer;
import dev.promissory.views.webhooks.Endpoint.Answer.Refused;
import dev.promissory.views.webhooks.Endpoint.Answer.Taken;
import java.time.Instant;
import java.util.Optional;

/** What this instance has seen of one webhook's endpoint since the instance started. Safe for use by several threads. */
final class Tally {

    private final WebhookMetrics metrics;

    private long delivered;
    private long refused;
    private long givenUp;
    private Instant lastSuccess;
    private Failure lastFailure;

    Tally(WebhookMetrics metrics) {
        this.metrics = metrics;
    }

    record Failure(String error, Instant at) {}

    /** What is known at one moment. */
    record Count(
            long delivered, long refused, long givenUp, Optional<Instant> lastSuccess, Optional<Failure> lastFailure) {

        static final Count NOTHING = new Count(0, 0, 0, Optional.empty(), Optional.empty());
    }

    synchronized void attempted(Answer answer, Instant at) {
        metrics.attempted(answer);
        switch (answer) {
            case Taken taken -> {
                delivered++;
                lastSuccess = at;
            }
            case Refused refusal -> {
                refused++;
                lastFailure = new Failure(refusal.error(), at);
            }
        }
    }

    synchronized void givenUp() {
        metrics.givenUp();
        givenUp++;
    }

    synchronized Count count() {
        return new Count(
                delivered, refused, givenUp, Optional.ofNullable(lastSuccess), Optional.ofNullable(lastFailure));
    }
}
