package dev.promissory.domain;

import java.util.Optional;

/** What a steward remembers of the promises its wallets have made: the rules only ever ask. */
public interface OpenPromises {

    /** The promise, unless it was kept or returned, or never made. */
    Optional<OpenPromise> find(PromiseId promiseId);

    /** Whether anything this wallet has sent is still in flight. */
    boolean anyOf(WalletId sender);
}
