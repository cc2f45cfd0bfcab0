package dev.promissory.reactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the courier takes to wallet.commands, and from where on. */
class CourierTest {

    private static final String COMMAND =
            "{\"type\":\"Deposit\",\"walletId\":\"alice\",\"commandId\":\"d-1\",\"amount\":\"1\",\"currency\":\"EUR\"}";

    @Test
    void commandsTravelAsTheyAreAndTheRestIsSetAside(@TempDir Path stateDir) {
        Properties settings = new Properties();
        settings.put("application.id", "test");
        settings.put("bootstrap.servers", "localhost:1");
        settings.put("state.dir", stateDir.toString());
        try (TopologyTestDriver driver = new TopologyTestDriver(Courier.topology("test"), settings)) {
            var outbox = driver.createInputTopic("test.outbox", new ByteArraySerializer(), new ByteArraySerializer());
            byte[] key = HeaderNames.text("alice");
            outbox.pipeInput(new TestRecord<>(
                    key,
                    HeaderNames.text(COMMAND),
                    new RecordHeaders().add("request-id", HeaderNames.text("test:alice"))));
            outbox.pipeInput(new TestRecord<>(key, new byte[CommandJson.MAX_BYTES + 1]));
            outbox.pipeInput(new TestRecord<>(key, HeaderNames.text("{}")));
            outbox.pipeInput(new TestRecord<>(key, (byte[]) null));

            assertThat(written(driver, Topic.COMMANDS)).singleElement().satisfies(command -> {
                assertThat(command.value()).isEqualTo(HeaderNames.text(COMMAND));
                assertThat(command.key()).isEqualTo(key);
                assertThat(HeaderNames.read(command.headers(), "request-id")).contains("test:alice");
            });
            assertThat(written(driver, Topic.DEAD_LETTERS)).hasSize(3);
        }
    }

    @Test
    void thePositionIsMadeWhileTheOutboxIsEmptyAndNeverGuessed() throws Exception {
        try (MockAdminClient admin = MockAdminClient.create().build()) {
            admin.createTopics(List.of(new NewTopic("test.outbox", 1, (short) 1)))
                    .all()
                    .get();
            TopicPartition partition = new TopicPartition("test.outbox", 0);
            OutboxPosition position = new OutboxPosition(admin, "group", "test.outbox");

            admin.updateEndOffsets(Map.of(partition, 5L));
            assertThatThrownBy(position::require)
                    .isInstanceOf(LostPositionException.class)
                    .hasMessageContaining("test.outbox-0")
                    .hasMessageContaining("--group group");

            admin.updateConsumerGroupOffsets(Map.of(partition, 3L));
            position.require();
        }
    }

    private static List<TestRecord<byte[], byte[]>> written(TopologyTestDriver driver, Topic topic) {
        return driver.createOutputTopic(topic.topicName(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }
}
