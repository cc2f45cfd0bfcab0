package dev.promissory.views.webhooks;

import dev.promissory.views.feed.FeedFact;
import dev.promissory.views.webhooks.Endpoint.Answer.Refused;
import dev.promissory.views.webhooks.Endpoint.Answer.Taken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Tries a delivery again and again until it is taken, tried as often as it may be, or hopeless. */
final class Courier {

    private final Endpoint endpoint;
    private final BackOff backOff;
    private final int attempts;
    private final Pause pause;
    private final Clock clock;

    Courier(Endpoint endpoint, BackOff backOff, int attempts, Pause pause, Clock clock) {
        this.endpoint = endpoint;
        this.backOff = backOff;
        this.attempts = attempts;
        this.pause = pause;
        this.clock = clock;
    }

    /** Waits; interrupted when whoever waits has to end. */
    @FunctionalInterface
    interface Pause {
        void last(Duration wait) throws InterruptedException;
    }

    /** How a delivery ended. */
    sealed interface Result {

        record Delivered(int status) implements Result {}

        /** @param inVain given up before its time */
        record GivenUp(Undelivered undelivered, boolean inVain) implements Result {}
    }

    /**
     * @param tally is told of every attempt
     * @param inVain whether more attempts are not worth their waits; asked when one was refused by an endpoint that
     *     does not say when to come again
     */
    Result deliver(Webhook webhook, FeedFact fact, Tally tally, BooleanSupplier inVain) throws InterruptedException {
        Instant first = clock.instant();
        for (int attempt = 1; true; attempt++) {
            switch (attempt(webhook, fact, attempt, tally)) {
                case Taken taken -> {
                    return new Result.Delivered(taken.status());
                }
                case Refused refused -> {
                    boolean hopeless = refused.retryAfter().isEmpty() && inVain.getAsBoolean();
                    if (hopeless || attempt >= attempts) {
                        return new Result.GivenUp(givenUp(webhook, fact, attempt, refused, first), hopeless);
                    }
                    pause.last(backOff.after(attempt, refused.retryAfter()));
                }
            }
        }
    }

    /**
     * One more attempt at what was given up.
     *
     * @param before what is known of it
     */
    Result tryOnceMore(Webhook webhook, FeedFact fact, Undelivered before, Tally tally) throws InterruptedException {
        int attempt = before.attempts() + 1;
        return switch (attempt(webhook, fact, attempt, tally)) {
            case Taken taken -> new Result.Delivered(taken.status());
            case Refused refused ->
                new Result.GivenUp(givenUp(webhook, fact, attempt, refused, before.firstAttemptAt()), false);
        };
    }

    private Endpoint.Answer attempt(Webhook webhook, FeedFact fact, int attempt, Tally tally)
            throws InterruptedException {
        Endpoint.Answer answer = endpoint.post(webhook, fact, attempt);
        tally.attempted(answer, clock.instant());
        return answer;
    }

    private Undelivered givenUp(Webhook webhook, FeedFact fact, int attempt, Refused refused, Instant first) {
        return new Undelivered(
                webhook.id(),
                webhook.generation(),
                FactPlace.of(fact),
                fact.walletId(),
                fact.sequence(),
                fact.type(),
                attempt,
                refused.error(),
                first,
                clock.instant());
    }
}
