package dev.promissory.domain;

import java.time.Instant;
import java.util.List;

/** A promise its sender has made and not yet heard of again: neither kept nor returned. */
public record OpenPromise(PromiseId promiseId, List<Leg> legs, CommandId commandId, Instant promisedAt, Memo memo) {
    public OpenPromise {
        legs = List.copyOf(legs);
    }
}
