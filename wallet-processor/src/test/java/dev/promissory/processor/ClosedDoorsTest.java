package dev.promissory.processor;

import static dev.promissory.processor.Asks.deposit;
import static dev.promissory.processor.Asks.open;
import static dev.promissory.processor.Asks.transfer;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where wallets do not open by themselves. */
class ClosedDoorsTest extends StewardScenario {

    @Override
    StewardRules rules() {
        return Stewards.rules(false, Duration.ofHours(24), 1);
    }

    @Test
    void moneyForAnUnknownWalletComesBackAndLeavesNoTraceThere() {
        given(open("o-1", "alice"), deposit("d-1", "alice", "12.50 EUR"));
        when(transfer("t-1", "alice", "nobody", "5.00 EUR"));
        thenFacts(
                "alice#3 TransferPromised 5.00 EUR to nobody -> 7.50 EUR",
                "alice#4 TransferReturned alice~3 5.00 EUR to nobody by nobody wallet-not-found -> 12.50 EUR");
        when(open("o-2", "nobody"));
        thenFacts("nobody#1 WalletOpened");
    }

    @Test
    void aDepositDoesNotOpenAWallet() {
        when(deposit("d-1", "alice", "12.50 EUR"));
        thenFacts();
        thenAnswers("d-1 rejected at 0 wallet-not-found");
    }
}
