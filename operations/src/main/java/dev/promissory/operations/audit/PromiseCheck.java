package dev.promissory.operations.audit;

import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Wallet.Status;
import dev.promissory.domain.WalletId;
import dev.promissory.views.SeenPromise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * That promises end in time, that none has been kept which nobody made, and that what all tell of a promise fits together.
 * The last is what a sum over the facts cannot show: where a receiver takes twice, or other than was promised, each
 * wallet's facts still make its balance.
 */
final class PromiseCheck {

    /** More than these are not promises of a working system, and each may take part in a difference of its own. */
    private static final int MOST_UNMADE = 10_000;

    private final FoldedParts parts;
    private final FoldedWallets wallets;
    private final List<PromiseId> unmade = new ArrayList<>();
    private long promises;
    private long pending;
    private long stuck;

    PromiseCheck(FoldedParts parts, FoldedWallets wallets) {
        this.parts = parts;
        this.wallets = wallets;
    }

    long promises() {
        return promises;
    }

    long pending() {
        return pending;
    }

    long stuck() {
        return stuck;
    }

    /**
     * Notes the promises that others have told of before their maker. Its fact was committed before theirs; where it
     * lies on another partition it is certain to be seen only by who reads on from here.
     */
    void noteUnmade() {
        parts.forEachPromise(promise -> {
            if (!promise.isMade() && unmade.size() < MOST_UNMADE) {
                unmade.add(promise.promiseId());
            }
        });
    }

    /**
     * Once more has been read.
     *
     * @param stuckAfter how long a transfer may take, and a journal beyond its deadline
     */
    void end(Duration stuckAfter, Instant now, Differences differences) {
        for (PromiseId id : unmade) {
            if (!parts.isMade(id)) {
                tell("never-made", id, "promise " + id + " was never made", differences);
            }
        }
        parts.forEachPromise(promise -> {
            promises++;
            promise.contradiction()
                    .ifPresent(sentence -> tell("contradicts", promise.promiseId(), sentence, differences));
            if (promise.isPending(giver -> hadNothing(giver, promise.promisedAt()))) {
                pending++;
                tellIfStuck(promise, stuckAfter, now, differences);
            }
        });
    }

    private void tellIfStuck(SeenPromise promise, Duration stuckAfter, Instant now, Differences differences) {
        PromiseId id = promise.promiseId();
        Instant expected = promise.deadline().orElse(promise.promisedAt()).plus(stuckAfter);
        if (promise.isMade() && expected.isBefore(now)) {
            stuck++;
            tell("stuck", id, "promise " + id + " of " + promise.promisedAt() + " has not ended", differences);
        }
    }

    private static void tell(String what, PromiseId id, String detail, Differences differences) {
        differences.add(Where.PROMISES, what, id.sender(), id.sequence(), detail);
    }

    /** Whether this is no wallet that could have given: it did not exist then, or is a journal. It refuses without a fact. */
    private boolean hadNothing(WalletId giver, Instant promisedAt) {
        FoldedWallet folded = wallets.get(giver);
        return folded.wallet().sequence() == 0
                || folded.wallet().status() == Status.JOURNAL
                || folded.firstFactAt().isAfter(promisedAt);
    }
}
