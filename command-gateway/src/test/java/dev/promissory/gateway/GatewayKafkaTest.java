package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.kit.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** The clients as they are really made, without a cluster to talk to. */
class GatewayKafkaTest {

    private static final KafkaConnection NOBODY = new KafkaConnection("127.0.0.1:1", Map.of("max.block.ms", "50"));

    private final GatewaySettings settings = new GatewaySettings(
            NOBODY,
            GatewaySettings.DEFAULT_ANSWER_TIMEOUT,
            GatewaySettings.DEFAULT_MAX_IN_FLIGHT,
            new ViewsAddress.Nowhere(),
            OptionalInt.empty(),
            4);

    /** The rule by which a refused command is told from a lost one: it is the real producer's behaviour. */
    @Test
    void reportsWhatItCannotQueueFromWithinSend() {
        try (Producer<byte[], byte[]> producer = GatewayKafka.producer(settings)) {
            Thread[] reporting = new Thread[1];

            producer.send(
                    new ProducerRecord<>("wallet.commands", new byte[1]),
                    (metadata, failure) -> reporting[0] = Thread.currentThread());

            assertThat(reporting[0]).isSameAs(Thread.currentThread());
            producer.close(Duration.ZERO);
        }
    }

    @Test
    void letsCommandsGatherForMillisecondsAndNoLonger() {
        assertThat(GatewayKafka.producerSettings())
                .containsEntry("linger.ms", 2)
                .containsEntry("acks", "all");
    }

    @Test
    void readsOnePartitionWithoutAGroup() {
        try (Consumer<byte[], byte[]> consumer = GatewayKafka.consumer(settings, "wallet.outcomes")) {
            consumer.assign(List.of(new TopicPartition("wallet.outcomes", 0)));

            assertThatThrownBy(consumer::groupMetadata).hasMessageContaining("group");
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    @Test
    void asksAClusterThatIsNotThereInVain() {
        try (Admin admin = GatewayKafka.admin(settings)) {
            assertThatThrownBy(() -> GatewayKafka.question(admin).ask())
                    .isInstanceOfAny(ExecutionException.class, TimeoutException.class);
            admin.close(Duration.ZERO);
        }
    }
}
