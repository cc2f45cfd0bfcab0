package dev.promissory.mint.service;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Money;
import dev.promissory.domain.WalletId;
import dev.promissory.mint.service.Sighting.Way;

/** Money the mint has sent on its way and not heard of again. */
sealed interface OpenAsk {

    /** Under which the wallets know it. */
    CommandId id();

    Money money();

    /** How it arrives where it is sent to. */
    default Way way() {
        return switch (this) {
            case OpenIssue issue -> Way.DEPOSIT;
            case OpenGift gift -> Way.TRANSFER;
        };
    }

    /** @param commandId of the command that asked for it */
    record OpenIssue(CommandId id, CommandId commandId, Money money) implements OpenAsk {}

    record OpenGift(CommandId id, WalletId to, Money money) implements OpenAsk {}
}
