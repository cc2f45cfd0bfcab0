package dev.promissory.rates;

import java.time.Duration;

/**
 * How a feed deals with a source that fails.
 *
 * @param attempts how often it asks in one poll until it gives up
 * @param firstPause after the first failed attempt; it doubles with each, and each is a random part longer or shorter, so
 *     that feeds that failed together do not come back together
 * @param failures after so many failed attempts in a row the source is left in peace
 * @param peace how long; then one attempt decides whether it is asked again
 */
public record Resilience(int attempts, Duration firstPause, int failures, Duration peace) {

    public static final Resilience DEFAULT = new Resilience(3, Duration.ofMillis(500), 6, Duration.ofSeconds(30));

    /** @throws IllegalArgumentException when a number makes no sense */
    public Resilience {
        if (attempts < 1 || failures < 1 || !firstPause.isPositive() || !peace.isPositive()) {
            throw new IllegalArgumentException("attempts, failures, pause and peace must all be more than zero");
        }
    }
}
