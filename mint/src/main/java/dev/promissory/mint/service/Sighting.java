package dev.promissory.mint.service;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;

/** Something the mint has learned about its currencies from the wallets: from their facts, or from a steward's answer. */
sealed interface Sighting {

    Currency currency();

    /**
     * Somebody's promise was kept.
     *
     * @param giftId follows from the fact that says so, so one fact can never lead to two gifts
     * @param factHash of that fact: 32 bytes
     */
    record PromiseKept(PromiseId promiseId, Money money, CommandId giftId, byte[] factHash) implements Sighting {
        @Override
        public Currency currency() {
            return money.currency();
        }
    }

    /** How money comes into a wallet. */
    enum Way {
        DEPOSIT,
        TRANSFER
    }

    /** Money has arrived that may be what the mint has sent under this id: an issue in its own wallet, or a gift. */
    record Arrived(CommandId commandId, Money money, Way way) implements Sighting {
        @Override
        public Currency currency() {
            return money.currency();
        }
    }

    /** What the mint has sent or asked under this id has come to nothing. */
    record Failed(CommandId commandId, Currency currency, Rejection reason) implements Sighting {}
}
