package dev.promissory.gateway;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * How many commands of a batch wait for their answers at once: as many as are answered soon. It begins with few; each
 * answer that comes soon makes it one more, each that does not one fewer. So a batch neither leaves fast stewards idle
 * nor gives slow ones (just started, or busy with others) more than they can answer in time.
 */
final class Pace {

    /** Answered within any patience, also by the slowest of stewards; fewer would be slow for no reason. */
    private static final int FEWEST = 64;

    /** This part of the patience is soon: what waits is then answered five times as fast as it must be. */
    private static final int SOON = 5;

    private final int fewest;
    private final int most;
    private final long soonNanos;
    private final Semaphore room;
    private int places;

    /**
     * @param most that may ever wait at once
     * @param patience after which nobody waits for an answer any more
     */
    Pace(int most, Duration patience) {
        this.fewest = Math.min(FEWEST, most);
        this.most = most;
        this.soonNanos = patience.toNanos() / SOON;
        this.places = fewest;
        this.room = new Semaphore(fewest);
    }

    /** Takes a place, when there is one. */
    void enter() throws InterruptedException {
        room.acquire();
    }

    /** How many may enter without waiting. */
    int free() {
        return room.availablePermits();
    }

    /**
     * Gives the place back.
     *
     * @param waitedNanos from the sending to the answer
     */
    synchronized void leave(long waitedNanos) {
        if (waitedNanos <= soonNanos) {
            room.release();
            if (places < most) {
                places++;
                room.release();
            }
        } else if (places > fewest) {
            places--;
        } else {
            room.release();
        }
    }
}
