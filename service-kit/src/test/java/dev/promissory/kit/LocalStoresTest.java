package dev.promissory.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoresTest {

    private static final Instant BEGUN = Instant.parse("2026-11-26T00:00:00Z");
    private static final int NEVER = Integer.MIN_VALUE;

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
    void windowsAreDiscardedUnlessTheOlderSideOfEachBorderIsOnDiskSince() throws IOException {
        Path whole = windows("whole", Map.of(99L, 3601, 100L, 3600, 200L, 0));
        Path newestHasNothingOfItsOwn = windows("newest-has-nothing", Map.of(100L, -1, 200L, NEVER));
        Path onlyOne = windows("only-one", Map.of(100L, NEVER));
        Path newestOnlyInMemory = windows("newest-only-in-memory", Map.of(100L, 0, 200L, NEVER));
        Path oldOnlyInMemory = windows("old-only-in-memory", Map.of(100L, NEVER, 200L, 7200));
        Path oldNotSinceTheBorder = windows("old-not-since-the-border", Map.of(99L, 3599, 100L, 7200));
        Path oldestNotSinceItsBorder = windows("oldest-not-since", Map.of(99L, 3599, 100L, 7200, 200L, 7200));

        stores(StreamsConfig.AT_LEAST_ONCE).beforeUse();

        assertThat(List.of(whole, newestHasNothingOfItsOwn, onlyOne, store))
                .allSatisfy(kept -> assertThat(kept).exists());
        assertThat(List.of(newestOnlyInMemory, oldOnlyInMemory, oldNotSinceTheBorder, oldestNotSinceItsBorder))
                .allSatisfy(discarded -> assertThat(discarded).doesNotExist());
    }

    @Test
    void tornWindowsAreDiscardedHoweverTheProcessStopped() throws IOException {
        Path torn = windows("torn", Map.of(100L, NEVER, 200L, NEVER));
        stores(StreamsConfig.AT_LEAST_ONCE).stoppedCleanly();

        stores(StreamsConfig.AT_LEAST_ONCE).beforeUse();

        assertThat(torn).doesNotExist();
    }

    @Test
    void aFirstStartFindsNothing() {
        Properties settings = settings(StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "another");

        new LocalStores(settings).beforeUse();

        assertThat(store).exists();
    }

    /**
     * A window store whose segments have all begun at once.
     *
     * @param rowsOnDisk by the time a segment starts, how many seconds after that its newest rows were written
     */
    private Path windows(String name, Map<Long, Integer> rowsOnDisk) throws IOException {
        Path windows = stateDir.resolve("app/1_0").resolve(name);
        for (Map.Entry<Long, Integer> rows : rowsOnDisk.entrySet()) {
            Path segment = Files.createDirectories(windows.resolve(name + "." + rows.getKey()));
            write(segment.resolve("IDENTITY"), BEGUN);
            if (rows.getValue() != NEVER) {
                write(segment.resolve("000004.sst"), BEGUN.minusSeconds(7200));
                write(segment.resolve("000010.sst"), BEGUN.plusSeconds(rows.getValue()));
            }
        }
        return windows;
    }

    private static void write(Path file, Instant time) throws IOException {
        Files.setLastModifiedTime(Files.writeString(file, "bytes"), FileTime.from(time));
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
