package dev.promissory.views;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param nextCursor where the next page starts; empty at the end
 */
record Listed<T>(List<T> items, Optional<String> nextCursor, Instant asOf) {
    Listed {
        items = List.copyOf(items);
    }
}
