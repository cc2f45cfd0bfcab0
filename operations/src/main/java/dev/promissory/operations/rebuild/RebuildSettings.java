package dev.promissory.operations.rebuild;

import dev.promissory.kit.KafkaConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * All settings of a rebuild.
 *
 * @param signingKeyFile the stewards' key: without it a forged fact would become their state
 * @param rememberFor the stewards' own setting
 * @param patience how long processors may take to stop
 * @param forged places, {@code wallet.facts-0@7}, of which somebody has made sure that no steward wrote what is there
 */
public record RebuildSettings(
        KafkaConnection kafka, Path signingKeyFile, Duration rememberFor, Duration patience, Set<String> forged) {

    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

    public RebuildSettings {
        forged = Set.copyOf(forged);
    }
}
