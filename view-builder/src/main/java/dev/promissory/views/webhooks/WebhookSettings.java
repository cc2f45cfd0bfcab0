package dev.promissory.views.webhooks;

import java.time.Duration;

/**
 * How deliveries are made.
 *
 * @param attempts after so many a delivery is given up
 * @param firstWait before the second attempt; each further wait is twice as long, up to a minute
 * @param timeout how long an endpoint may take to answer
 * @param concurrency deliveries of different wallets that one webhook's endpoint gets side by side
 */
public record WebhookSettings(int attempts, Duration firstWait, Duration timeout, int concurrency) {

    public static final int DEFAULT_ATTEMPTS = 8;
    public static final Duration DEFAULT_FIRST_WAIT = Duration.ofMillis(500);
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    public static final int DEFAULT_CONCURRENCY = 16;

    public static final WebhookSettings DEFAULTS =
            new WebhookSettings(DEFAULT_ATTEMPTS, DEFAULT_FIRST_WAIT, DEFAULT_TIMEOUT, DEFAULT_CONCURRENCY);

    /** More would cost memory for nothing: a poll gives no more facts. */
    private static final int MAX_CONCURRENCY = 100;

    private static final int MAX_ATTEMPTS = 1_000;

    /** @throws IllegalArgumentException when a number makes no sense */
    public WebhookSettings {
        if (attempts < 1 || attempts > MAX_ATTEMPTS) {
            throw new IllegalArgumentException("webhook attempts must be 1 to " + MAX_ATTEMPTS + ": " + attempts);
        }
        if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
            throw new IllegalArgumentException(
                    "webhook concurrency must be 1 to " + MAX_CONCURRENCY + ": " + concurrency);
        }
        if (firstWait.compareTo(BackOff.SHORTEST) < 0 || firstWait.compareTo(BackOff.LONGEST) > 0) {
            throw new IllegalArgumentException("the first webhook wait must be " + BackOff.SHORTEST.toMillis()
                    + " ms to " + BackOff.LONGEST.toSeconds() + " s: " + firstWait);
        }
        if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("the webhook time-out must be 1 ms to 5 minutes: " + timeout);
        }
    }
}
