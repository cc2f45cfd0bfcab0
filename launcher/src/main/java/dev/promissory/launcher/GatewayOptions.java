package dev.promissory.launcher;

import dev.promissory.gateway.GatewaySettings;
import dev.promissory.gateway.ViewsAddress;
import dev.promissory.kit.KafkaConnection;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long and for how many callers a gateway waits, and whom it asks. */
final class GatewayOptions {

    @Option(
            names = "--answer-timeout",
            paramLabel = "DURATION",
            description = "How long a caller waits for the outcome before the answer is 202 and a status URL."
                    + " Default: PT5S.")
    private Duration answerTimeout = GatewaySettings.DEFAULT_ANSWER_TIMEOUT;

    @Option(
            names = "--max-in-flight",
            paramLabel = "N",
            description =
                    "Commands that may wait for their outcome at once; more are refused with 503. Default: 10000.")
    private int maxInFlight = GatewaySettings.DEFAULT_MAX_IN_FLIGHT;

    @Option(
            names = "--views",
            paramLabel = "URL",
            description = "Where the views are, which show the facts that prove a reversal, such as"
                    + " http://localhost:8081. Default: `run` serves them itself; without them a gateway refuses"
                    + " reversals with 503.")
    private String views;

    /** @param otherwise where the views are when nobody says */
    GatewaySettings settings(
            KafkaConnection kafka, KafkaOptions kafkaOptions, int defaultPartitions, ViewsAddress otherwise) {
        return new GatewaySettings(
                kafka,
                answerTimeout,
                maxInFlight,
                views == null ? otherwise : ViewsAddress.parse(views),
                kafkaOptions.partitions(),
                defaultPartitions);
    }
}
