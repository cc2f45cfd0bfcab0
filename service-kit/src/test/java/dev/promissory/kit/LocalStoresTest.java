package dev.promissory.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoresTest {

    @TempDir
    Path stateDir;

    private Path store;
    private Path processId;

    @BeforeEach
    void aProcessHasUsedThem() throws IOException {
        Path application = Files.createDirectories(stateDir.resolve("app"));
        store = Files.createDirectories(application.resolve("0_3/rocksdb/wallets"))
                .resolve("000004.sst");
        Files.writeString(store, "rows");
        processId = Files.writeString(application.resolve("kafka-streams-process-metadata"), "id");
    }

    @Test
    void storesThatWereNotClosedAreDiscardedAndTheProcessKeepsItsName() {
        stores(StreamsConfig.EXACTLY_ONCE_V2).beforeUse();

        assertThat(stateDir.resolve("app/0_3")).doesNotExist();
        assertThat(processId).exists();
    }

    @Test
    void storesThatWereClosedAreKeptOnce() {
        stores(StreamsConfig.EXACTLY_ONCE_V2).stoppedCleanly();

        stores(StreamsConfig.EXACTLY_ONCE_V2).beforeUse();
        assertThat(store).exists();

        stores(StreamsConfig.EXACTLY_ONCE_V2).beforeUse();
        assertThat(store).doesNotExist();
    }

    @Test
    void storesOfAnotherChangelogAreDiscardedHoweverTheyWereClosed() {
        stores(StreamsConfig.EXACTLY_ONCE_V2).stoppedCleanly();

        LocalStores.discard(settings(StreamsConfig.EXACTLY_ONCE_V2));

        assertThat(stateDir.resolve("app/0_3")).doesNotExist();
        assertThat(processId).exists();
    }

    @Test
    void storesOfAnAtLeastOnceInstanceSurviveACrash() {
        stores(StreamsConfig.AT_LEAST_ONCE).beforeUse();

        assertThat(store).exists();
    }

    @Test
    void aFirstStartFindsNothing() {
        Properties settings = settings(StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "another");

        new LocalStores(settings).beforeUse();

        assertThat(store).exists();
    }

    private LocalStores stores(String guarantee) {
        return new LocalStores(settings(guarantee));
    }

    private Properties settings(String guarantee) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "app");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee);
        return settings;
    }
}
