package dev.promissory.launcher;

import dev.promissory.gateway.GatewaySettings;
import dev.promissory.kit.KafkaConnection;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long and for how many callers a gateway waits. */
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

    GatewaySettings settings(KafkaConnection kafka, KafkaOptions kafkaOptions, int defaultPartitions) {
        return new GatewaySettings(kafka, answerTimeout, maxInFlight, kafkaOptions.partitions(), defaultPartitions);
    }
}
