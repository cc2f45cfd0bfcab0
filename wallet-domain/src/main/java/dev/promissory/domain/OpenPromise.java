package dev.promissory.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A promise as its coordinator knows it, until it was kept by all or returned. The coordinator is the sender, or the
 * journal where there are several senders.
 *
 * @param postings all of them
 * @param deadline of a journal: not settled by then, it returns
 * @param stage what it waits for
 * @param awaited who has yet to agree, or, once it is settled, to say that it is kept
 */
public record OpenPromise(
        PromiseId promiseId,
        List<Posting> postings,
        CommandId commandId,
        Instant promisedAt,
        Memo memo,
        Occasion occasion,
        Optional<Instant> deadline,
        Stage stage,
        SortedSet<WalletId> awaited) {

    public enum Stage {
        /** One receiver alone decides: it keeps the promise or refuses. */
        MADE,
        /** Several have been asked to agree. */
        ASKED,
        /** All have agreed, so nothing can return any more; each has yet to do its part. */
        SETTLED
    }

    public OpenPromise {
        postings = List.copyOf(postings);
        awaited = Collections.unmodifiableSortedSet(awaited);
    }

    /** Everybody but the coordinator itself. */
    public SortedSet<WalletId> participants() {
        return participants(promiseId.sender(), postings);
    }

    static SortedSet<WalletId> participants(WalletId coordinator, List<Posting> postings) {
        SortedSet<WalletId> participants = new TreeSet<>();
        for (Posting posting : postings) {
            participants.add(posting.from());
            participants.add(posting.to());
        }
        participants.remove(coordinator);
        return participants;
    }

    boolean awaits(WalletId participant) {
        return awaited.contains(participant);
    }

    OpenPromise without(WalletId heard) {
        SortedSet<WalletId> left = new TreeSet<>(awaited);
        left.remove(heard);
        return new OpenPromise(promiseId, postings, commandId, promisedAt, memo, occasion, deadline, stage, left);
    }

    OpenPromise settled() {
        return new OpenPromise(
                promiseId, postings, commandId, promisedAt, memo, occasion, deadline, Stage.SETTLED, participants());
    }
}
