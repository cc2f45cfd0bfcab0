package dev.promissory.gateway;

import dev.promissory.gateway.Reply.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * What a gateway counts: {@code gateway.commands}, a timer by type and answer; {@code gateway.commands.in.flight};
 * {@code gateway.broker.reachable}, 1 or 0; {@code gateway.outcomes.unusable}.
 */
final class GatewayMetrics {

    private final MeterRegistry registry;
    private final Counter unusableOutcomes;

    /** There are as many as there are series; looking one up in the registry costs more than recording into it. */
    private final Map<Series, Timer> settled = new ConcurrentHashMap<>();

    private record Series(Class<?> type, String answer) {}

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

    <O> void settled(Object command, Reply<O> reply, Predicate<O> accepts, long nanos) {
        settled.computeIfAbsent(new Series(command.getClass(), answer(reply, accepts)), this::timer)
                .record(Duration.ofNanos(nanos));
    }

    private Timer timer(Series series) {
        return Timer.builder("gateway.commands")
                .description("From the moment a command was read to its answer")
                .tag("type", series.type().getSimpleName())
                .tag("answer", series.answer())
                .serviceLevelObjectives(
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(registry);
    }

    void unusableOutcome() {
        unusableOutcomes.increment();
    }

    private static <O> String answer(Reply<O> reply, Predicate<O> accepts) {
        return switch (reply) {
            case Reply.Answered(O outcome) -> accepts.test(outcome) ? "accepted" : "rejected";
            case Reply.Recorded() -> "recorded";
            case Reply.Unknown() -> "unknown";
            case Reply.NotAccepted(Refusal refusal) -> "not-accepted";
        };
    }
}
