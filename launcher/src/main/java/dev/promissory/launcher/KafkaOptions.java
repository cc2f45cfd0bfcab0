package dev.promissory.launcher;

import dev.promissory.kit.KafkaConnection;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How to reach Kafka, and what its topics are like. */
public final class KafkaOptions {

    /** PROMISSORY_CLIENT_SECURITY_PROTOCOL is the client property security.protocol. */
    private static final String CLIENT_PREFIX = EnvironmentDefaults.PREFIX + "CLIENT_";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Kafka's bootstrap servers, several parted by commas.")
    private String bootstrap;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = "Properties for every Kafka client, such as security settings. Those that carry guarantees"
                    + " are refused. PROMISSORY_CLIENT_SECURITY_PROTOCOL and the like do the same.")
    private Path kafkaConfig;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the topics keyed by wallet: for topics that have to be made, and required of"
                    + " those that exist. Default: as they are; 4 when `run` makes them, 24 otherwise.")
    private Integer partitions;

    public boolean hasBootstrap() {
        return bootstrap != null;
    }

    public OptionalInt partitions() {
        if (partitions == null) {
            return OptionalInt.empty();
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("--partitions must be at least 1: " + partitions);
        }
        return OptionalInt.of(partitions);
    }

    /** @throws ParameterException when no bootstrap servers were given */
    public KafkaConnection connection() {
        if (bootstrap == null) {
            throw new ParameterException(
                    command.commandLine(), "--bootstrap is missing: the host:port of a Kafka broker");
        }
        return connection(bootstrap);
    }

    KafkaConnection connection(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, clientProperties(System.getenv()));
    }

    private Map<String, String> clientProperties(Map<String, String> environment) {
        Map<String, String> properties = new TreeMap<>();
        if (kafkaConfig != null) {
            Properties file = new Properties();
            try (Reader reader = Files.newBufferedReader(kafkaConfig)) {
                file.load(reader);
            } catch (IOException e) {
                throw new LaunchException("cannot read --kafka-config " + kafkaConfig + ": " + e, e);
            }
            file.stringPropertyNames().forEach(name -> properties.put(name, file.getProperty(name)));
        }
        environment.forEach((name, value) -> {
            if (name.startsWith(CLIENT_PREFIX)) {
                properties.put(
                        name.substring(CLIENT_PREFIX.length()).replace('_', '.').toLowerCase(Locale.ROOT), value);
            }
        });
        return properties;
    }
}
