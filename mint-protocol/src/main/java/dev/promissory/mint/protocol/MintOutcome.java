package dev.promissory.mint.protocol;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;

/** The mint's answer to one command. To {@code Mint} it comes when the money has arrived in the mint's wallet, or not. */
public sealed interface MintOutcome {

    Currency currency();

    CommandId commandId();

    /** The currency's sequence when the mint answered. */
    long sequence();

    /** Whether the command had been answered before: this is that answer again. */
    boolean replayed();

    record Accepted(Currency currency, CommandId commandId, long sequence, Totals totals, boolean replayed)
            implements MintOutcome {}

    record Rejected(
            Currency currency, CommandId commandId, long sequence, MintRefusal refusal, String detail, boolean replayed)
            implements MintOutcome {}
}
