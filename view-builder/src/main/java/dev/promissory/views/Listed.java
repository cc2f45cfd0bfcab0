package dev.promissory.views;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of a list.
 *
 * @param nextCursor where the next page starts; empty at the end
 * @param trust of all that it rests on; empty where each item has its own and nothing else counts
 */
record Listed<T>(List<T> items, Optional<String> nextCursor, Instant asOf, Optional<Standing> trust) {
    Listed {
        items = List.copyOf(items);
    }

    /** That rests on these partitions, each of them as a whole. */
    static <T> Listed<T> over(List<Partitions.Part> parts, List<T> items, Optional<String> nextCursor) {
        return new Listed<>(items, nextCursor, Partitions.asOf(parts), Optional.of(Partitions.trust(parts)));
    }
}
