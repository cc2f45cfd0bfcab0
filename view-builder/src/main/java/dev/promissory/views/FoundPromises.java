package dev.promissory.views;

import dev.promissory.domain.PromiseId;
import java.util.Optional;

/** Promises in the order of a list. To be closed. */
interface FoundPromises extends AutoCloseable {

    boolean hasNext();

    /** The next one's place in the list. Promises that begin while the list is read change no other's place. */
    PromiseId place();

    /** Empty when the view has yet to fold its steps. */
    Optional<WholePromise> next();

    @Override
    void close();
}
