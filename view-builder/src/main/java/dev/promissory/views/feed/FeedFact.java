package dev.promissory.views.feed;

import dev.promissory.domain.WalletId;
import java.time.Instant;

/**
 * A fact that the view vouches for.
 *
 * @param type its name on the wire, such as {@code MoneyDeposited}
 * @param at the fact's own time
 * @param value the record's bytes: JSON, exactly as its steward signed them
 */
public record FeedFact(
        int partition, long offset, WalletId walletId, long sequence, String type, Instant at, byte[] value) {}
