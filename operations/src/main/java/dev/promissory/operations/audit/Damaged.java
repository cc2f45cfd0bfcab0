package dev.promissory.operations.audit;

import java.util.Optional;
import java.util.function.Supplier;

/** Bytes that somebody may have damaged. */
final class Damaged {

    private Damaged() {}

    /** What they say; empty when they cannot be read. */
    static <T> Optional<T> ifReadable(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (RuntimeException e) {
            // They fail in as many ways as there are parts to read; whoever asks tells that they are damaged.
            return Optional.empty();
        }
    }
}
