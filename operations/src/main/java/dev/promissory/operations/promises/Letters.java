package dev.promissory.operations.promises;

import dev.promissory.operations.log.Place;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The dead letters about messages between stewards, by the place where each was found. */
final class Letters {

    private final boolean onlySigned;
    private final Map<Place, Entry> byPlace = new HashMap<>();

    /** @param name the letter's offset */
    record Entry(long name, String reason, boolean isOpen) {

        /** Whether its reader knew it already. */
        boolean isOfCopy() {
            return reason.endsWith("has been answered before");
        }
    }

    /** @param onlySigned whether only messages count that bear the mac of a key */
    Letters(boolean onlySigned) {
        this.onlySigned = onlySigned;
    }

    void add(Place found, Entry entry) {
        byPlace.put(found, entry);
    }

    Optional<Entry> about(Place place) {
        return Optional.ofNullable(byPlace.get(place));
    }

    boolean onlySigned() {
        return onlySigned;
    }
}
