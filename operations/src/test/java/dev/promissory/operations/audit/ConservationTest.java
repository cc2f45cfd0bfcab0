package dev.promissory.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.promissory.domain.Balance;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Evolution;
import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Money in the wallets is held against what facts moved. */
class ConservationTest {

    private static final WalletId ALICE = new WalletId("alice");
    private static final Currency EUR = new Currency("EUR");

    private final Conservation conservation = new Conservation();
    private final Differences differences = new Differences();

    @Test
    void whatWasDepositedIsInTheWallets() {
        conservation.move(deposited("10.00"));
        conservation.count(wallet("10.00"));

        conservation.end(differences);

        assertThat(differences.listed()).isEmpty();
        assertThat(conservation.books().get(EUR).conserved()).isTrue();
    }

    @Test
    void moneyThatCameFromNowhereIsTold() {
        conservation.move(deposited("10.00"));
        conservation.count(wallet("10.01"));

        conservation.end(differences);

        assertThat(differences.listed())
                .extracting(Difference::where, Difference::what, Difference::detail)
                .containsExactly(
                        tuple(Where.CONSERVATION, "not-conserved", "the wallets hold 10.01 EUR instead of 10.00 EUR"));
    }

    @Test
    void moneyOfACurrencyThatNothingMovedIsTold() {
        conservation.count(wallet("0.01"));

        conservation.end(differences);

        assertThat(differences.count()).isEqualTo(1);
    }

    private static GoodFact deposited(String amount) {
        Money money = Money.of(amount, "EUR");
        FactHead head = new FactHead(ALICE, 1, new CommandId("c-1"), Instant.EPOCH, Memo.none());
        Fact fact = new Fact.MoneyDeposited(head, money, new Balance(money, Money.zero(EUR)), Occasion.NONE);
        return new GoodFact(fact, null, null, Evolution.evolve(Wallet.unopened(ALICE), fact));
    }

    private static Wallet wallet(String amount) {
        return deposited(amount).after();
    }
}
