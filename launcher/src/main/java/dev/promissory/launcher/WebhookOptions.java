package dev.promissory.launcher;

import dev.promissory.views.webhooks.WebhookSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How facts are told to webhooks. */
final class WebhookOptions {

    @Option(
            names = "--webhook-attempts",
            paramLabel = "N",
            description = "After so many attempts a delivery to a webhook is given up and kept as undelivered."
                    + " Default: 8.")
    private int attempts = WebhookSettings.DEFAULT_ATTEMPTS;

    @Option(
            names = "--webhook-first-wait",
            paramLabel = "DURATION",
            description = "How long to wait before the second attempt; each further wait is twice as long, up to a"
                    + " minute. Default: PT0.5S.")
    private Duration firstWait = WebhookSettings.DEFAULT_FIRST_WAIT;

    @Option(
            names = "--webhook-timeout",
            paramLabel = "DURATION",
            description = "How long a webhook's endpoint may take to answer. Default: PT10S.")
    private Duration timeout = WebhookSettings.DEFAULT_TIMEOUT;

    @Option(
            names = "--webhook-concurrency",
            paramLabel = "N",
            description = "Deliveries of different wallets that one webhook gets side by side. Default: 16.")
    private int concurrency = WebhookSettings.DEFAULT_CONCURRENCY;

    WebhookSettings settings() {
        return new WebhookSettings(attempts, firstWait, timeout, concurrency);
    }
}
