package dev.promissory.reactions;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.TopicSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of a neighbour.
 *
 * @param name lower case letters, digits and hyphens; it names the group, the outbox and the state, so it never changes
 * @param stateDir where its state lies; it can always be restored from Kafka
 * @param signingKeyFile the stewards' key; without it a forgery that keeps to the chain of hashes is not seen
 * @param threads at most as many as there are partitions have work
 * @param tells topics of its own that it writes to; made when they are missing
 */
public record NeighbourSettings(
        String name,
        KafkaConnection kafka,
        Path stateDir,
        Optional<Path> signingKeyFile,
        int threads,
        List<TopicSpec> tells) {

    /** @throws IllegalArgumentException when the name or a number makes no sense */
    public NeighbourSettings {
        requireName(name);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + threads);
        }
        tells = List.copyOf(tells);
        tells.forEach(NeighbourSettings::requireOwn);
    }

    /** With one thread, no key, no topics of its own. */
    public static NeighbourSettings of(String name, String bootstrap, Path stateDir) {
        return new NeighbourSettings(
                name, new KafkaConnection(bootstrap, Map.of()), stateDir, Optional.empty(), 1, List.of());
    }

    public NeighbourSettings checkingWith(Path key) {
        return new NeighbourSettings(name, kafka, stateDir, Optional.of(key), threads, tells);
    }

    public NeighbourSettings telling(TopicSpec... topics) {
        return new NeighbourSettings(name, kafka, stateDir, signingKeyFile, threads, List.of(topics));
    }

    /** Writing to other people's topics in a transaction would hold up whoever reads them. */
    private static void requireOwn(TopicSpec topic) {
        if (topic.name().startsWith("wallet.") || topic.name().startsWith("mint.")) {
            throw new IllegalArgumentException("the topic " + topic.name() + " is not the neighbour's own");
        }
    }

    private static void requireName(String name) {
        if (name.equals("mint") || name.equals("wallet")) {
            throw new IllegalArgumentException("a neighbour cannot be called " + name + ": there is one");
        }
        if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException("a neighbour's name is 1 to 64 of a-z, 0-9 and hyphens: " + name);
        }
    }
}
