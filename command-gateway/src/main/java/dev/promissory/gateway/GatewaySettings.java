package dev.promissory.gateway;

import dev.promissory.kit.KafkaConnection;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * All settings of a command-gateway.
 *
 * @param answerTimeout how long a caller waits for the steward's answer before it hears "unknown"
 * @param maxInFlight how many commands may wait for their answer at once, the stewards' and the mint's each; one
 *     more is refused
 * @param partitions what the topics must have; empty to take them as they are
 * @param defaultPartitions for topics that have to be made
 */
public record GatewaySettings(
        KafkaConnection kafka,
        Duration answerTimeout,
        int maxInFlight,
        ViewsAddress views,
        OptionalInt partitions,
        int defaultPartitions) {

    public static final Duration DEFAULT_ANSWER_TIMEOUT = Duration.ofSeconds(5);
    public static final int DEFAULT_MAX_IN_FLIGHT = 10_000;

    /** @throws IllegalArgumentException when a number makes no sense */
    public GatewaySettings {
        if (!answerTimeout.isPositive()) {
            throw new IllegalArgumentException("answer-timeout must be longer than zero: " + answerTimeout);
        }
        if (maxInFlight < 1) {
            throw new IllegalArgumentException("max-in-flight must be at least 1: " + maxInFlight);
        }
    }
}
