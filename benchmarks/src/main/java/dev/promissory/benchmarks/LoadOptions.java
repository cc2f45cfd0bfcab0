package dev.promissory.benchmarks;

import dev.promissory.benchmarks.load.FixedRate;
import dev.promissory.benchmarks.load.Flat;
import dev.promissory.benchmarks.load.Load;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Option;

/** How much is asked of the system, and for how long. */
final class LoadOptions {

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Requests a second, due at fixed intervals. Latency then counts from when a request was due, so a"
                            + " stall is not hidden by the requests that it held up. At most "
                            + FixedRate.MOST_UNANSWERED + " are sent and not answered; the next are sent late.")
    private Optional<Integer> rate = Optional.empty();

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Without --rate: how many ask at once, each the next as soon as its last is answered."
                    + " Default: 64, of batch 4, of past 1.")
    private Optional<Integer> connections = Optional.empty();

    private int usual = 64;

    @Option(names = "--seconds", paramLabel = "N", description = "How long it measures. Default: ${DEFAULT-VALUE}.")
    private int seconds = 20;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds of the same load before that, not measured. Default: ${DEFAULT-VALUE}.")
    private int warmUp = 10;

    /** How many connections there are unless it is said. */
    void usually(int count) {
        usual = count;
    }

    Load load(BooleanSupplier endEarly) {
        return rate.isPresent() ? new FixedRate(rate.get(), endEarly) : new Flat(connections.orElse(usual), endEarly);
    }

    /** As many as it may use, together with one other that asks at a fixed rate: nobody waits for a connection. */
    int connections() {
        return FixedRate.MOST_UNANSWERED + Math.max(FixedRate.MOST_UNANSWERED, connections.orElse(usual));
    }

    Duration measured() {
        return Duration.ofSeconds(seconds);
    }

    Duration warmUp() {
        return Duration.ofSeconds(warmUp);
    }

    void describe(Map<String, Object> settings) {
        if (rate.isPresent()) {
            settings.put("rate", rate.get());
        } else {
            settings.put("connections", connections.orElse(usual));
        }
        settings.put("seconds", seconds);
        settings.put("warmUp", warmUp);
    }
}
