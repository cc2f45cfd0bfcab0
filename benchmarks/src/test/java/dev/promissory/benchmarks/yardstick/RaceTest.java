package dev.promissory.benchmarks.yardstick;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.benchmarks.report.Measured;
import dev.promissory.benchmarks.wallets.Pattern;
import dev.promissory.benchmarks.wallets.Run;
import dev.promissory.operations.log.Progress;
import dev.promissory.protocol.KafkaAnswer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** On a broker, with numbers that measure nothing. */
class RaceTest {

    private final Run run = Run.fresh();
    private final Trial trial = new Trial(200, 20, 10, 2, 1, 2, Pattern.SPREAD, 20);

    @Test
    void bothGetThroughAllTransfersAndTheBareOneLeavesNothingBehind() {
        try (Ground ground = Ground.own()) {
            Race race = new Race(ground, trial, Progress.NONE);

            try (Contender bare = new Bare(ground, run, trial)) {
                // It returns only when every fact has come.
                Lap lap = race.throughput(bare);
                assertThat(lap.measured().name()).isEqualTo("bare transfers");
                assertThat(lap.costs())
                        .hasEntrySatisfying(
                                "bytes in " + bare.facts(),
                                bytes -> assertThat(bytes).isGreaterThan(100));
                assertThat(lap.costs())
                        .hasEntrySatisfying(
                                "bytes allocated by stream threads",
                                bytes -> assertThat(bytes).isPositive());
            }
            try (Admin admin = Admin.create(ground.kafka().with(Map.of()))) {
                assertThat(KafkaAnswer.of(admin.listTopics().names())).noneMatch(name -> name.contains(run.id()));
            }
            try (Contender stewards = Stewards.own(ground, run, trial)) {
                assertThat(race.throughput(stewards).costs())
                        .containsKey("bytes in wallet.facts")
                        // More than the mark that shows the hidden ones.
                        .hasEntrySatisfying(
                                "bytes in wallet.commands",
                                bytes -> assertThat(bytes).isGreaterThan(10));
            }
            try (Contender stewards = Stewards.own(ground, Run.fresh(), trial)) {
                Measured trips = race.roundTrip(stewards, 100, Duration.ZERO, Duration.ofMillis(200))
                        .measured();
                assertThat(trips.count()).isEqualTo(20);
                assertThat(trips.percentile(50)).isPositive();
            }
        }
    }
}
