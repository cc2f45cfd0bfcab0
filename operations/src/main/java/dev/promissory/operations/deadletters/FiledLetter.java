package dev.promissory.operations.deadletters;

import java.util.Optional;

/** A letter, and what became of it; without a resolution it is open. */
public record FiledLetter(Letter letter, Optional<Resolution> resolution) {

    public boolean isOpen() {
        return resolution.isEmpty();
    }
}
