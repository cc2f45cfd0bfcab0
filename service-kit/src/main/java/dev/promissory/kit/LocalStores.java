package dev.promissory.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local stores of an instance, and whether the process that used them last stopped cleanly.
 *
 * <p>If it did not, under exactly-once processing they may hold what was never committed. Kafka Streams finds that out when
 * it opens them, throws them away and restores them from their changelogs. But 4.3.1 stumbles over a window store it had
 * half opened by then (KAFKA-20808) and its thread dies. So they are thrown away here, before it looks: nothing is lost
 * that would have been kept.
 *
 * <p>Under at-least-once processing stores survive a crash, but for {@link TornWindows}, which are thrown away here, however
 * the process stopped: a store that is closed writes all it has, so closing it mends it, or shows.
 *
 * <p>The state folder must be this process's alone, as the launcher's data folder is: here nobody asks.
 */
public final class LocalStores {

    private static final Logger LOG = LoggerFactory.getLogger(LocalStores.class);

    private static final String CLEAN_MARK = "stopped-cleanly";
    private static final Pattern TASK_FOLDER = Pattern.compile("\\d+_\\d+");

    private final boolean exactlyOnce;
    private final Path folder;

    /** @param settings of the instance: its guarantee, {@code state.dir} and {@code application.id} */
    LocalStores(Properties settings) {
        StreamsConfig config = new StreamsConfig(settings);
        this.exactlyOnce =
                config.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG).equals(StreamsConfig.EXACTLY_ONCE_V2);
        this.folder = Path.of(config.getString(StreamsConfig.STATE_DIR_CONFIG))
                .resolve(config.getString(StreamsConfig.APPLICATION_ID_CONFIG));
    }

    /**
     * Throws them away although they may be whole: what they are restored from is no longer what they were made of.
     *
     * @param settings of the instance, which must not be running
     */
    public static void discard(Properties settings) {
        LocalStores stores = new LocalStores(settings);
        try {
            if (Files.isDirectory(stores.folder)) {
                for (Path task : stores.taskFolders()) {
                    LOG.info("{} is of another changelog: its stores are restored from Kafka", task);
                    delete(task);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot discard the local stores in " + stores.folder, e);
        }
    }

    /** Before the instance opens them. From here on, until {@link #stoppedCleanly}, they count as unclean. */
    void beforeUse() {
        try {
            if (!Files.isDirectory(folder) || exactlyOnce && Files.deleteIfExists(folder.resolve(CLEAN_MARK))) {
                return;
            }
            for (Path task : taskFolders()) {
                for (Path unsure : exactlyOnce ? List.of(task) : tornWindows(task)) {
                    LOG.info("{} may not be whole: it is restored from Kafka", unsure);
                    delete(unsure);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot discard the local stores in " + folder, e);
        }
    }

    /** After the instance has committed and closed all of them. */
    void stoppedCleanly() {
        try {
            if (exactlyOnce && Files.isDirectory(folder)) {
                Files.writeString(folder.resolve(CLEAN_MARK), "");
            }
        } catch (IOException e) {
            // Without the mark the next start restores what it could have kept: slower, and just as right.
            LOG.warn("Cannot mark the local stores in {} as closed: {}", folder, e.toString());
        }
    }

    private static List<Path> tornWindows(Path task) throws IOException {
        List<Path> stores;
        try (Stream<Path> entries = Files.list(task)) {
            stores = entries.filter(Files::isDirectory).toList();
        }
        List<Path> torn = new ArrayList<>();
        for (Path store : stores) {
            if (TornWindows.isTorn(store)) {
                torn.add(store);
            }
        }
        return torn;
    }

    private List<Path> taskFolders() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry ->
                            TASK_FOLDER.matcher(entry.getFileName().toString()).matches())
                    .toList();
        }
    }

    private static void delete(Path tree) throws IOException {
        List<Path> inside;
        try (Stream<Path> entries = Files.walk(tree)) {
            inside = entries.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : inside) {
            Files.delete(entry);
        }
    }
}
