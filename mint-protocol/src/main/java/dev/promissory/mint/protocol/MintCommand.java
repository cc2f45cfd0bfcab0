package dev.promissory.mint.protocol;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.RequestedMoney;
import java.util.Optional;

/** Something the mint is asked to do. Currency and id together identify it, however often it arrives. */
public sealed interface MintCommand {

    Currency currency();

    CommandId commandId();

    /** Issues money, into the mint's own wallet. */
    record Mint(Currency currency, CommandId commandId, RequestedMoney money) implements MintCommand {}

    /**
     * Bounds how much may be issued in all.
     *
     * @param cap empty to take the bound away; one below what is issued already stops further issuing
     */
    record SetCap(Currency currency, CommandId commandId, Optional<RequestedMoney> cap) implements MintCommand {}
}
