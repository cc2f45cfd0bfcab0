package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreamedStoresTest {

    @TempDir
    Path folder;

    @Test
    void anInstanceThatHasNotStartedHasNoTables() {
        try (KafkaStreams streams = streams()) {
            assertHasNoTables(new StreamedStores(streams));
        }
    }

    /** Kafka Streams throws something else then. */
    @Test
    void anInstanceThatHasStoppedHasNoTables() {
        StreamedStores stores;
        try (KafkaStreams streams = streams()) {
            stores = new StreamedStores(streams);
        }
        assertHasNoTables(stores);
    }

    private static void assertHasNoTables(StreamedStores stores) {
        TopicPartition facts = new TopicPartition("wallet.facts", 0);
        assertThatExceptionOfType(InvalidStateStoreException.class)
                .isThrownBy(() -> stores.find(ViewTopology.WALLETS, QueryableStoreTypes.keyValueStore(), facts));
        assertThatExceptionOfType(InvalidStateStoreException.class)
                .isThrownBy(() -> stores.findGlobal(ViewTopology.RATES, QueryableStoreTypes.keyValueStore()));
    }

    /** Never started, so nobody is asked at that address. */
    private KafkaStreams streams() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "stores-of-a-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        return new KafkaStreams(
                ViewTopology.build(
                        Optional.empty(),
                        Optional.empty(),
                        key -> 0,
                        new Positions(),
                        new Doubts(),
                        new FoldMetrics(new SimpleMeterRegistry())),
                settings);
    }
}
