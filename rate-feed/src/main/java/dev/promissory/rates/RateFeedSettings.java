package dev.promissory.rates;

import dev.promissory.protocol.Rate;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * All settings of a rate feed.
 *
 * @param url of the source, http or https; its path and its query may hold a key and are never shown
 * @param name that rates are published under; without one it is the URL's scheme and host
 * @param interval from the end of one poll to the next
 * @param timeout of one request, from connecting to the last byte
 * @param maxChange see {@link Sieve}
 */
public record RateFeedSettings(
        RatesTopicSettings topic,
        URI url,
        Optional<String> name,
        Duration interval,
        Duration timeout,
        BigDecimal maxChange,
        Resilience resilience) {

    public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    public static final BigDecimal DEFAULT_MAX_CHANGE = new BigDecimal("0.5");

    private static final Duration MAX_INTERVAL = Duration.ofDays(31);
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);

    /** @throws IllegalArgumentException when a setting makes no sense */
    public RateFeedSettings {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null || url.getUserInfo() != null) {
            throw new IllegalArgumentException("url must be http or https, with a host and without a password");
        }
        if (name.filter(given -> !Rate.isSource(given)).isPresent()) {
            throw new IllegalArgumentException(
                    "source must have 1 to " + Rate.MAX_SOURCE_LENGTH + " characters, and none of them a control");
        }
        if (!interval.isPositive() || interval.compareTo(MAX_INTERVAL) > 0) {
            throw new IllegalArgumentException(
                    "interval must be longer than zero, and " + MAX_INTERVAL.toDays() + " days at most: " + interval);
        }
        if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "timeout must be 1 ms to " + MAX_TIMEOUT.toMinutes() + " minutes: " + timeout);
        }
        if (maxChange.signum() < 0) {
            throw new IllegalArgumentException("max-change must not be below zero: " + maxChange);
        }
    }

    /** The source that rates are published under, for anybody to read. */
    public String source() {
        String host = host();
        return name.orElse(host.substring(0, Math.min(host.length(), Rate.MAX_SOURCE_LENGTH)));
    }

    /** Fit for a log. */
    @Override
    public String toString() {
        return "RateFeedSettings[topic=" + topic + ", url=" + host() + "/[hidden], source=" + source() + ", interval="
                + interval + ", timeout=" + timeout + ", maxChange=" + maxChange + ", resilience=" + resilience + "]";
    }

    private String host() {
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
