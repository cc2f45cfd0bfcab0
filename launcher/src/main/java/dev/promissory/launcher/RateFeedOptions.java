package dev.promissory.launcher;

import dev.promissory.rates.RateFeedSettings;
import dev.promissory.rates.RatesTopicSettings;
import dev.promissory.rates.Resilience;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a source of rates is polled, and what of it is believed. */
final class RateFeedOptions {

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            description = "From the end of one poll of --url to the next. Default: PT1M.")
    private Duration interval = RateFeedSettings.DEFAULT_INTERVAL;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description =
                    "What the rates of --url are published under, for anybody to read. Default: the scheme and the"
                            + " host of --url, since its path and its query may hold a key.")
    private String source;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "For one request, from connecting to the last byte of the answer. Default: PT5S.")
    private Duration timeout = RateFeedSettings.DEFAULT_TIMEOUT;

    @Option(
            names = "--max-change",
            paramLabel = "PART",
            description =
                    "A rate of --url that differs from the published one by more than this part of it is held back;"
                            + " publish it with --file if it is right. 0 for any change. Default: 0.5.")
    private BigDecimal maxChange = RateFeedSettings.DEFAULT_MAX_CHANGE;

    boolean namesSource() {
        return source != null;
    }

    RateFeedSettings settings(RatesTopicSettings topic, URI url) {
        return new RateFeedSettings(
                topic, url, Optional.ofNullable(source), interval, timeout, maxChange, Resilience.DEFAULT);
    }
}
