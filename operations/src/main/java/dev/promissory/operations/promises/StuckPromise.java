package dev.promissory.operations.promises;

import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A promise that has been open for too long.
 *
 * @param since when it was made
 * @param deadline of a journal
 * @param obstacles at least one
 */
record StuckPromise(
        PromiseId promiseId,
        Instant since,
        Optional<Instant> deadline,
        List<Posting> postings,
        List<Obstacle> obstacles) {

    static StuckPromise of(PromiseRecord promise, List<Obstacle> obstacles) {
        PromiseRecord.Opened opened = promise.opened().orElseThrow();
        return new StuckPromise(promise.promiseId(), opened.at(), opened.deadline(), opened.postings(), obstacles);
    }
}
