package dev.promissory.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a wallet has agreed to in a promise of several: it waits for the coordinator's word, and nothing else ends it.
 *
 * @param postings those from and to this wallet
 */
public record Participation(
        WalletId walletId,
        PromiseId promiseId,
        List<Posting> postings,
        CommandId commandId,
        Instant promisedAt,
        Memo memo,
        Occasion occasion) {
    public Participation {
        postings = List.copyOf(postings);
    }

    /** What it has given, and gets back if the promise is not kept. */
    public List<Leg> gives() {
        return Posting.legs(
                postings.stream().filter(each -> each.from().equals(walletId)).toList());
    }

    /** What it gets when the promise is kept. */
    public List<Posting> takes() {
        return postings.stream().filter(each -> each.to().equals(walletId)).toList();
    }

    Participation and(List<Posting> others) {
        List<Posting> all = new ArrayList<>(postings);
        all.addAll(others);
        return new Participation(walletId, promiseId, all, commandId, promisedAt, memo, occasion);
    }
}
