package dev.promissory.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Settings that let a Kafka Streams instance come back within seconds after {@code kill -9}.
 *
 * <p>A killed member cannot leave its group, and the group waits for it until its session runs out. So an instance is a
 * static member: it comes back under the name it had and takes its old place at once. The name is kept in the state
 * folder, which Kafka Streams lets only one process use at a time; a copy of the folder that runs beside the original
 * makes Kafka fence one of the two, which is fatal there and rightly so.
 *
 * <p>For an instance that does not come back, or not with its folder, the session is 6 seconds instead of 45, the least
 * a broker allows by default ({@code group.min.session.timeout.ms}); then the others take over. Four heartbeats fit into
 * a session, so that three must be lost in a row before a living member is taken for dead.
 *
 * <p>The classic group protocol is named, although it is the default, because these settings belong to it: under the
 * streams protocol the broker decides them.
 */
public final class QuickReturn {

    private static final String ID_FILE = "instance-id";

    private QuickReturn() {}

    /**
     * The settings, for the Streams configuration.
     *
     * @param stateFolder the instance's {@code state.dir}; made when it does not exist
     * @throws UncheckedIOException when the folder cannot be read or written
     */
    public static Map<String, Object> settings(Path stateFolder) {
        return Map.of(
                StreamsConfig.GROUP_PROTOCOL_CONFIG,
                "classic",
                ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                instanceId(stateFolder),
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                6_000,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                1_500);
    }

    /** Kept from one start to the next. An empty file is what a crash while writing it may leave: as good as none. */
    private static String instanceId(Path stateFolder) {
        Path file = stateFolder.resolve(ID_FILE);
        try {
            String known = Files.exists(file) ? Files.readString(file).strip() : "";
            if (!known.isEmpty()) {
                return known;
            }
            String made = UUID.randomUUID().toString();
            Files.createDirectories(stateFolder);
            Path draft = Files.createTempFile(stateFolder, ID_FILE, ".draft");
            Files.writeString(draft, made);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the instance's id in " + file, e);
        }
    }
}
