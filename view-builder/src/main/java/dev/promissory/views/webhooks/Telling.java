package dev.promissory.views.webhooks;

import dev.promissory.views.feed.FeedFact;
import dev.promissory.views.webhooks.Courier.Result.Delivered;
import dev.promissory.views.webhooks.Courier.Result.GivenUp;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Settles the facts of one webhook: delivered, or given up and kept for later. It stops by itself at an endpoint that
 * takes nothing, since a dead one would otherwise be sent, and then fill the topic with, all facts there are.
 */
final class Telling implements Batch.Settling {

    static final int MAX_GIVEN_UP_IN_A_ROW = 20;
    static final int MAX_UNDELIVERED = 10_000;

    private final Webhook webhook;
    private final Courier courier;
    private final GivenUps givenUps;
    private final Tally tally;
    private final AtomicInteger inARow = new AtomicInteger();
    private volatile String reasonToStop;

    Telling(Webhook webhook, Courier courier, GivenUps givenUps, Tally tally) {
        this.webhook = webhook;
        this.courier = courier;
        this.givenUps = givenUps;
        this.tally = tally;
    }

    @Override
    public boolean settle(FeedFact fact) throws InterruptedException {
        switch (courier.deliver(webhook, fact, tally)) {
            case Delivered delivered -> {
                inARow.set(0);
                givenUps.delivered(FactPlace.of(fact));
            }
            case GivenUp givenUp -> {
                givenUps.keep(givenUp.undelivered());
                tally.givenUp();
                judge(inARow.incrementAndGet());
            }
        }
        return reasonToStop == null;
    }

    /** Present when nothing more must be delivered until somebody has looked at the endpoint. */
    Optional<String> reasonToStop() {
        return Optional.ofNullable(reasonToStop);
    }

    private void judge(int givenUpInARow) {
        if (givenUpInARow >= MAX_GIVEN_UP_IN_A_ROW) {
            reasonToStop = givenUpInARow + " deliveries in a row were given up";
        } else if (givenUps.count() >= MAX_UNDELIVERED) {
            reasonToStop = "there are " + MAX_UNDELIVERED + " undelivered: replay or discard them first";
        }
    }
}
