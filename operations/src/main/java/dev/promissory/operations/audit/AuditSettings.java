package dev.promissory.operations.audit;

import dev.promissory.kit.KafkaConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * All settings of an audit.
 *
 * @param signingKeyFile the stewards' key; without it the hashes of facts are checked, but not who wrote them
 * @param stuckAfter how long a promise may take
 */
public record AuditSettings(KafkaConnection kafka, Optional<Path> signingKeyFile, Duration stuckAfter) {

    public static final Duration DEFAULT_STUCK_AFTER = Duration.ofMinutes(1);

    /** @throws IllegalArgumentException when a number makes no sense */
    public AuditSettings {
        if (stuckAfter.isNegative()) {
            throw new IllegalArgumentException("stuck-after must not be below zero: " + stuckAfter);
        }
    }
}
