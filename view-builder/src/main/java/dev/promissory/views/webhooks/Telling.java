package dev.promissory.views.webhooks;

import dev.promissory.domain.WalletId;
import dev.promissory.kit.RecentlyUsed;
import dev.promissory.views.feed.FeedFact;
import dev.promissory.views.webhooks.Batch.Next;
import dev.promissory.views.webhooks.Courier.Result.Delivered;
import dev.promissory.views.webhooks.Courier.Result.GivenUp;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Settles the facts of one webhook: delivered, or given up and kept for later. It stops by itself at an endpoint that
 * takes nothing, since a dead one would otherwise be sent, and then fill the topic with, all facts there are.
 *
 * <p>An endpoint that refuses one wallet and takes others is not dead, and the others are not to wait for that wallet
 * again and again. When a fact was given up, its wallet's next ones go into the next batch, with facts of others. Once
 * one of these was taken the wallet is tried once for each fact, until one of its own is taken.
 */
final class Telling implements Batch.Settling {

    static final int MAX_GIVEN_UP_IN_A_ROW = 20;
    static final int MAX_UNDELIVERED = 10_000;

    /** The one that was refused longest ago is forgotten beyond these, and tried as often as any other again. */
    private static final int MAX_REFUSED = 1_000;

    private final Webhook webhook;
    private final Courier courier;
    private final GivenUps givenUps;
    private final Tally tally;

    /** How many were given up since one was taken, without those of wallets that are refused alone. */
    private final AtomicInteger inARow = new AtomicInteger();

    /** How many of those were, since one was taken. */
    private final AtomicInteger aloneInARow = new AtomicInteger();

    /** The wallets whose last fact was given up. */
    private final Set<WalletId> refused =
            Collections.synchronizedSet(Collections.newSetFromMap(new RecentlyUsed<>(MAX_REFUSED)));

    private volatile String reasonToStop;

    Telling(Webhook webhook, Courier courier, GivenUps givenUps, Tally tally) {
        this.webhook = webhook;
        this.courier = courier;
        this.givenUps = givenUps;
        this.tally = tally;
    }

    @Override
    public Next settle(FeedFact fact) throws InterruptedException {
        WalletId wallet = fact.walletId();
        Next next = switch (courier.deliver(webhook, fact, tally, () -> isRefusedAlone(wallet))) {
            case Delivered delivered -> {
                refused.remove(wallet);
                inARow.set(0);
                aloneInARow.set(0);
                givenUps.delivered(FactPlace.of(fact));
                yield Next.EVERY_WALLET;
            }
            case GivenUp givenUp -> {
                givenUps.keep(givenUp.undelivered());
                tally.givenUp();
                yield afterGivingUp(wallet, givenUp.inVain());
            }
        };
        return reasonToStop == null ? next : Next.NOTHING;
    }

    /** Present when nothing more must be delivered until somebody has looked at the endpoint. */
    Optional<String> reasonToStop() {
        return Optional.ofNullable(reasonToStop);
    }

    /** @param alone whether it was given up because its wallet is refused alone */
    private Next afterGivingUp(WalletId wallet, boolean alone) {
        refused.add(wallet);
        int givenUpInARow = 0;
        if (alone) {
            aloneInARow.incrementAndGet();
        } else {
            givenUpInARow = inARow.incrementAndGet();
        }
        if (givenUpInARow >= MAX_GIVEN_UP_IN_A_ROW) {
            reasonToStop = givenUpInARow + " deliveries in a row were given up";
        } else if (givenUps.count() >= MAX_UNDELIVERED) {
            reasonToStop = "there are " + MAX_UNDELIVERED + " undelivered: replay or discard them first";
        }
        return alone ? Next.EVERY_WALLET : Next.OTHER_WALLETS;
    }

    /**
     * Whether this wallet's last fact was given up though the endpoint takes others': it has taken one since the last
     * that counts was given up, and not so long ago that it may be dead by now.
     */
    private boolean isRefusedAlone(WalletId wallet) {
        return inARow.get() == 0 && aloneInARow.get() < MAX_GIVEN_UP_IN_A_ROW && refused.contains(wallet);
    }
}
