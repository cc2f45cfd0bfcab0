package dev.promissory.operations.rebuild;

import dev.promissory.kit.KafkaConnection;
import java.nio.file.Path;
import java.time.Duration;

/**
 * All settings of a rebuild.
 *
 * @param signingKeyFile the stewards' key: without it a forged fact would become their state
 * @param rememberFor the stewards' own setting
 * @param patience how long processors may take to stop
 */
public record RebuildSettings(KafkaConnection kafka, Path signingKeyFile, Duration rememberFor, Duration patience) {

    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);
}
