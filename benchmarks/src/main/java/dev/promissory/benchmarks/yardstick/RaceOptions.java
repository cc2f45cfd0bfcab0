package dev.promissory.benchmarks.yardstick;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether it is measured how many there can be, or how long one takes. */
final class RaceOptions {

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "Transfers a second at a fixed rate, each from when it was due until its outcome is committed and"
                            + " read, instead of as many as there can be.")
    private Optional<Integer> rate = Optional.empty();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description =
                    "With --rate: how long it measures, after half as long at the same rate. Default: ${DEFAULT-VALUE}.")
    private int seconds = 20;

    boolean isRoundTrip() {
        return rate.isPresent();
    }

    /** Replaces settings that are about numbers by those that are about time. */
    void describe(Map<String, Object> settings) {
        rate.ifPresent(number -> {
            settings.remove("transfers");
            settings.put("rate", number);
            settings.put("seconds", seconds);
        });
    }

    Lap measure(Race race, Contender contender) {
        Duration measured = Duration.ofSeconds(seconds);
        return rate.isPresent()
                ? race.roundTrip(contender, rate.get(), measured.dividedBy(2), measured)
                : race.throughput(contender);
    }
}
