package dev.promissory.kit;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How to reach Kafka: the bootstrap servers, and client properties that an operator passes through, such as security
 * settings.
 *
 * <p>Properties that carry a promise are refused by name, whatever prefix they wear ({@code consumer.},
 * {@code main.consumer.}, {@code producer.} …): with {@code acks=1} or {@code isolation.level=read_uncommitted} a 2xx
 * answer would no longer mean committed, a handler that logs and continues or a start at the newest record would skip
 * money, and another partitioner would give one wallet two stewards. So is {@code bootstrap.servers}, which has its own place.
 *
 * @param bootstrap {@code host:port}, several parted by commas
 * @param clientProperties properties for every Kafka client; no secret among them appears in {@link #toString()}
 */
public record KafkaConnection(String bootstrap, Map<String, String> clientProperties) {

    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    private static final List<String> GUARDED = List.of(
            "processing.guarantee",
            "isolation.level",
            "acks",
            "enable.idempotence",
            "auto.offset.reset",
            "deserialization.exception.handler",
            "production.exception.handler",
            "processing.exception.handler",
            "partitioner.class",
            "partitioner.ignore.keys");

    private static final Pattern SECRET = Pattern.compile(
            "password|jaas|secret|token|credential|keystore\\.key|certificate|private", Pattern.CASE_INSENSITIVE);

    /** @throws IllegalArgumentException with one clear sentence, when a property is refused or bootstrap is blank */
    public KafkaConnection {
        if (bootstrap == null || bootstrap.isBlank()) {
            throw new IllegalArgumentException("No Kafka bootstrap servers given: expected host:port.");
        }
        clientProperties = Collections.unmodifiableMap(new TreeMap<>(clientProperties));
        clientProperties.keySet().forEach(KafkaConnection::refuseGuarded);
    }

    /**
     * The settings of one client: the bootstrap servers, the client's own settings, and over them whatever was passed
     * through. A pass-through property replaces an own setting of exactly the same name.
     */
    public Map<String, Object> with(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(own);
        all.putAll(clientProperties);
        all.put(BOOTSTRAP_SERVERS, bootstrap);
        return all;
    }

    /** Fit for a log: values of properties that may hold a secret are hidden. */
    @Override
    public String toString() {
        return "KafkaConnection[bootstrap=" + bootstrap + ", clientProperties="
                + clientProperties.entrySet().stream()
                        .map(property -> property.getKey() + "=" + shown(property))
                        .collect(Collectors.joining(", ", "{", "}"))
                + "]";
    }

    private static String shown(Map.Entry<String, String> property) {
        return SECRET.matcher(property.getKey()).find() ? "[hidden]" : property.getValue();
    }

    private static void refuseGuarded(String name) {
        if (isOrEndsWith(name, BOOTSTRAP_SERVERS)) {
            throw new IllegalArgumentException("The Kafka property " + name
                    + " cannot be passed through: the bootstrap servers are given by --bootstrap.");
        }
        Optional<String> guarded =
                GUARDED.stream().filter(each -> isOrEndsWith(name, each)).findFirst();
        if (guarded.isPresent()) {
            throw new IllegalArgumentException(
                    "The Kafka property " + name + " cannot be passed through: the guarantees rest on it.");
        }
    }

    private static boolean isOrEndsWith(String name, String guarded) {
        return name.equals(guarded) || name.endsWith("." + guarded);
    }
}
