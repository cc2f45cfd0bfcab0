package dev.promissory.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.protocol.Topic;
import dev.promissory.protocol.Upkeep;
import dev.promissory.protocol.Upkeep.StewardsRebuildBegun;
import dev.promissory.protocol.Upkeep.StewardsRebuildEnded;
import dev.promissory.protocol.Upkeep.ViewsRebuildBegun;
import dev.promissory.protocol.Upkeep.ViewsSwitched;
import dev.promissory.protocol.UpkeepJson;
import dev.promissory.protocol.UpkeepState;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class UpkeepWatchTest {

    private static final TopicPartition UPKEEP = new TopicPartition(Topic.UPKEEP.topicName(), 0);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final BlockingQueue<UpkeepState> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> broken = new LinkedBlockingQueue<>();
    private long end;

    UpkeepWatchTest() {
        consumer.updateBeginningOffsets(Map.of(UPKEEP, 0L));
        consumer.updateEndOffsets(Map.of(UPKEEP, 0L));
    }

    @Test
    void knowsAllThatStandsThereBeforeItReturns() {
        stands(new StewardsRebuildBegun("a"), new ViewsRebuildBegun(1), new ViewsSwitched(1));

        try (UpkeepWatch watch = UpkeepWatch.open(consumer)) {
            assertThat(watch.state().stewardsRebuild()).contains("a");
            assertThat(watch.state().viewsGeneration()).isEqualTo(1);
        }
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void tellsOfEveryChangeFromThenOnAndOfNothingElse() throws InterruptedException {
        stands(new ViewsRebuildBegun(1));
        try (UpkeepWatch watch = UpkeepWatch.open(consumer)) {
            watch.follow(told::add, broken::add);

            comes(UpkeepJson.write(new StewardsRebuildEnded("never begun")));
            comes("garbage".getBytes(StandardCharsets.UTF_8));
            comes(UpkeepJson.write(new ViewsSwitched(1)));

            assertThat(told.poll(10, TimeUnit.SECONDS))
                    .isEqualTo(
                            UpkeepState.INITIAL.after(new ViewsRebuildBegun(1)).after(new ViewsSwitched(1)));
            assertThat(watch.state().viewsGeneration()).isEqualTo(1);
        }
        assertThat(told).isEmpty();
        assertThat(broken).isEmpty();
    }

    @Test
    void aListenerThatFailsIsReportedAndEndsTheWatch() throws InterruptedException {
        try (UpkeepWatch watch = UpkeepWatch.open(consumer)) {
            RuntimeException fault = new IllegalStateException("cannot switch");
            watch.follow(
                    state -> {
                        throw fault;
                    },
                    broken::add);

            comes(UpkeepJson.write(new StewardsRebuildBegun("a")));

            assertThat(broken.poll(10, TimeUnit.SECONDS)).isSameAs(fault);
        }
        assertThat(consumer.closed()).isTrue();
    }

    private void stands(Upkeep... upkeep) {
        consumer.updateEndOffsets(Map.of(UPKEEP, (long) upkeep.length));
        consumer.schedulePollTask(() -> {
            for (Upkeep each : upkeep) {
                add(UpkeepJson.write(each));
            }
        });
    }

    private void comes(byte[] value) {
        consumer.schedulePollTask(() -> add(value));
    }

    private void add(byte[] value) {
        consumer.addRecord(new ConsumerRecord<>(UPKEEP.topic(), 0, end++, null, value));
    }
}
