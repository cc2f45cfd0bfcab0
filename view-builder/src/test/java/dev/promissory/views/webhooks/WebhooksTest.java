package dev.promissory.views.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.protocol.TopicLayout.Placed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class WebhooksTest {

    private static final TopicLayout LAYOUT = new TopicLayout(Map.of(
            Topic.WEBHOOKS.topicName(), new Placed(1, Uuid.ZERO_UUID),
            Topic.UNDELIVERED.topicName(), new Placed(1, Uuid.ZERO_UUID)));

    @Test
    void aStartThatFailsLeavesNothingRunning() {
        // A setting that only a consumer has, and refuses.
        KafkaConnection kafka = new KafkaConnection("localhost:1", Map.of("fetch.min.bytes", "-1"));

        assertThatThrownBy(() -> start(kafka, LAYOUT)).isInstanceOf(ConfigException.class);

        assertThat(threads()).noneMatch(name -> name.contains("promissory-webhooks"));
    }

    @Test
    void aStartWithoutTheTopicsOpensNothing() {
        KafkaConnection kafka = new KafkaConnection("localhost:1", Map.of());

        assertThatThrownBy(() -> start(kafka, new TopicLayout(Map.of()))).isInstanceOf(IllegalArgumentException.class);

        assertThat(threads()).noneMatch(name -> name.contains("promissory-webhooks"));
    }

    private static void start(KafkaConnection kafka, TopicLayout layout) {
        Webhooks.start(
                new Webhooks.Edges(kafka, null, layout, null),
                WebhookSettings.DEFAULTS,
                new SimpleMeterRegistry(),
                cause -> {});
    }

    private static Iterable<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
