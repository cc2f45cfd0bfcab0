package dev.promissory.gateway;

import dev.promissory.domain.Command;
import dev.promissory.protocol.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * What a gateway counts: {@code gateway.commands}, a timer by type and answer; {@code gateway.commands.in.flight};
 * {@code gateway.broker.reachable}, 1 or 0; {@code gateway.outcomes.unusable}.
 */
final class GatewayMetrics {

    private final MeterRegistry registry;
    private final Counter unusableOutcomes;

    GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.unusableOutcomes = Counter.builder("gateway.outcomes.unusable")
                .description("Outcomes for a request of this gateway that it could not read or that answer another"
                        + " command")
                .register(registry);
    }

    void watch(IntSupplier inFlight, BooleanSupplier brokerReachable) {
        Gauge.builder("gateway.commands.in.flight", inFlight::getAsInt)
                .description("Commands that wait for their answer")
                .register(registry);
        Gauge.builder("gateway.broker.reachable", () -> brokerReachable.getAsBoolean() ? 1 : 0)
                .description("1 while Kafka answers, 0 while commands are refused because it does not")
                .register(registry);
    }

    void settled(Command command, Reply reply, long nanos) {
        Timer.builder("gateway.commands")
                .description("From the moment a command was read to its answer")
                .tag("type", command.getClass().getSimpleName())
                .tag("answer", answer(reply))
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(registry)
                .record(Duration.ofNanos(nanos));
    }

    void unusableOutcome() {
        unusableOutcomes.increment();
    }

    private static String answer(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered ->
                switch (answered.outcome()) {
                    case Outcome.Accepted accepted -> "accepted";
                    case Outcome.Rejected rejected -> "rejected";
                };
            case Reply.Recorded recorded -> "recorded";
            case Reply.Unknown unknown -> "unknown";
            case Reply.NotAccepted notAccepted -> "not-accepted";
        };
    }
}
