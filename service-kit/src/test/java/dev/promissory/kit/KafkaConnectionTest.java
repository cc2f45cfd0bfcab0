package dev.promissory.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaConnectionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "processing.guarantee",
                "isolation.level",
                "consumer.isolation.level",
                "main.consumer.isolation.level",
                "restore.consumer.isolation.level",
                "global.consumer.isolation.level",
                "acks",
                "producer.acks",
                "enable.idempotence",
                "producer.enable.idempotence",
                "auto.offset.reset",
                "main.consumer.auto.offset.reset",
                "deserialization.exception.handler",
                "default.deserialization.exception.handler",
                "production.exception.handler",
                "default.production.exception.handler",
                "processing.exception.handler",
                "partitioner.class",
                "producer.partitioner.class",
                "partitioner.ignore.keys",
                "bootstrap.servers",
                "admin.bootstrap.servers"
            })
    void whatCarriesAPromiseIsRefusedByName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KafkaConnection("localhost:9092", Map.of(name, "anything")))
                .withMessageContaining("The Kafka property " + name + " cannot be passed through");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linger.ms", "producer.linger.ms", "sasl.mechanism", "my.acks.of.old", "backacks"})
    void whatCarriesNoPromisePassesThrough(String name) {
        KafkaConnection connection = new KafkaConnection("localhost:9092", Map.of(name, "5"));

        assertThat(connection.with(Map.of())).containsEntry(name, "5");
    }

    @Test
    void passThroughFillsAndReplacesOwnSettings() {
        KafkaConnection connection =
                new KafkaConnection("broker:9092", Map.of("linger.ms", "7", "security.protocol", "SSL"));

        assertThat(connection.with(Map.of("linger.ms", 0, "acks", "all", "bootstrap.servers", "elsewhere:1")))
                .containsOnly(
                        Map.entry("bootstrap.servers", "broker:9092"),
                        Map.entry("linger.ms", "7"),
                        Map.entry("security.protocol", "SSL"),
                        Map.entry("acks", "all"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void bootstrapServersMustBeGiven(String bootstrap) {
        assertThatIllegalArgumentException().isThrownBy(() -> new KafkaConnection(bootstrap, Map.of()));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void whatKafkaItselfTakesForASecretIsNotShown(String name) {
        KafkaConnection connection = new KafkaConnection("localhost:9092", Map.of(name, "hunter2"));

        assertThat(connection.toString()).contains(name + "=[hidden]").doesNotContain("hunter2");
    }

    @Test
    void everythingElseIsShown() {
        KafkaConnection connection = new KafkaConnection(
                "localhost:9092", Map.of("security.protocol", "SASL_SSL", "consumer.sasl.jaas.config", "hunter2"));

        assertThat(connection)
                .hasToString("KafkaConnection[bootstrap=localhost:9092, clientProperties="
                        + "{consumer.sasl.jaas.config=[hidden], security.protocol=SASL_SSL}]");
    }

    static Stream<String> secrets() {
        return Stream.of(
                        ProducerConfig.configDef(),
                        ConsumerConfig.configDef(),
                        AdminClientConfig.configDef(),
                        StreamsConfig.configDef())
                .flatMap(definition -> definition.configKeys().values().stream())
                .filter(key -> key.type == ConfigDef.Type.PASSWORD)
                .map(key -> key.name)
                .distinct();
    }
}
