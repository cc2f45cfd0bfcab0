package dev.promissory.views.stream;

import java.time.Duration;

/**
 * How streams of facts are bounded.
 *
 * @param patience how long one write may take to get through to a client; after that it is disconnected
 * @param max how many streams may be open at once
 */
public record StreamSettings(Duration patience, int max) {

    /** A client that takes longer over one write does not read. */
    private static final Duration LONGEST_PATIENCE = Duration.ofHours(1);

    public static final StreamSettings DEFAULT = new StreamSettings(Duration.ofSeconds(10), 100);

    /** @throws IllegalArgumentException when a value makes no sense */
    public StreamSettings {
        if (patience.isNegative() || patience.isZero() || patience.compareTo(LONGEST_PATIENCE) > 0) {
            throw new IllegalArgumentException("stream-patience must be more than nothing and at most "
                    + LONGEST_PATIENCE.toHours() + " h: " + patience);
        }
        if (max < 0) {
            throw new IllegalArgumentException("max-streams must not be negative: " + max);
        }
    }
}
