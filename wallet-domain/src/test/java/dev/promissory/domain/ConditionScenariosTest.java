package dev.promissory.domain;

import static dev.promissory.domain.Ask.freeze;
import static dev.promissory.domain.Ask.open;
import static dev.promissory.domain.Ask.openFor;
import static dev.promissory.domain.Happening.deposited;
import static dev.promissory.domain.Happening.frozen;
import static dev.promissory.domain.Happening.held;
import static dev.promissory.domain.Happening.noted;
import static dev.promissory.domain.Happening.opened;
import static dev.promissory.domain.Happening.openedByMoney;
import static dev.promissory.domain.Happening.openedFor;
import static dev.promissory.domain.Rejection.CONDITION_FAILED;
import static dev.promissory.domain.Scenario.ALICE;
import static dev.promissory.domain.Scenario.ASKED;
import static dev.promissory.domain.Scenario.NOW;
import static dev.promissory.domain.Scenario.PAST;
import static dev.promissory.domain.Scenario.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Requirement.Comparison;
import dev.promissory.domain.Requirement.Part;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a command may require of a balance, and what may be noted about a wallet. */
class ConditionScenariosTest {

    /** Alice has 10.00 EUR, of which 4.00 are held. */
    @ParameterizedTest
    @CsvSource({
        "TOTAL,     LT,  10,    false",
        "TOTAL,     LT,  10.01, true",
        "TOTAL,     LTE, 9.99,  false",
        "TOTAL,     LTE, 10,    true",
        "TOTAL,     EQ,  10.0,  true",
        "TOTAL,     EQ,  10.001, false",
        "TOTAL,     GTE, 10,    true",
        "TOTAL,     GTE, 10.01, false",
        "TOTAL,     GT,  9.99,  true",
        "TOTAL,     GT,  10,    false",
        "AVAILABLE, EQ,  6,     true",
        "HELD,      EQ,  4,     true",
        "HELD,      GT,  -1,    true",
        "TOTAL,     LT,  1E999999999, true",
        "TOTAL,     GT,  1E-999999999, true"
    })
    void aCommandMayRequireABalance(Part part, Comparison comparison, BigDecimal amount, boolean holds) {
        Scenario scenario = given(opened(), deposited("10 EUR"), held("h", "4 EUR", NOW))
                .requiring(new Requirement(new Currency("EUR"), part, comparison, amount));
        if (holds) {
            scenario.when(freeze()).then(frozen());
        } else {
            scenario.when(freeze()).thenRejected(CONDITION_FAILED);
        }
    }

    @Test
    void allThatIsRequiredMustHold() {
        Requirement some = new Requirement(new Currency("EUR"), Part.TOTAL, Comparison.GT, BigDecimal.ZERO);
        Requirement none = new Requirement(new Currency("USD"), Part.TOTAL, Comparison.EQ, BigDecimal.ZERO);
        given(opened(), deposited("1 EUR")).requiring(some, none).when(freeze()).then(frozen());
        given(opened(), deposited("1 EUR"), deposited("1 USD"))
                .requiring(some, none)
                .when(freeze())
                .thenRejected(CONDITION_FAILED);
        given().requiring(none).when(open()).then(opened());
        given().requiring(some).when(open()).thenRejected(CONDITION_FAILED);
    }

    @Test
    void aWalletIsDescribedWhenItsMetadataDiffers() {
        Memo earlier = Memo.of("another reference", Map.of("by", "alice"));
        Memo changed = Memo.of("another reference", Map.of("by", "bob"));
        given(opened()).noting(earlier).when(open()).thenNothing();
        given(opened()).noting(changed).when(open()).then(noted());
        given(opened())
                .noting(Memo.of("another reference", Map.of()))
                .when(open())
                .thenNothing();
        given(openedFor("Alice")).noting(changed).when(openFor("Alice")).then(Happening.described("Alice"));
        given(openedFor("Alice")).noting(changed).when(open()).then(noted());
        given(openedFor("Alice"), noted()).when(openFor("Alice")).thenNothing();
    }

    @Test
    void whoDescribesAWalletWithoutMetadataLeavesIt() {
        Wallet unopened = Wallet.unopened(ALICE);
        FactHead first = new FactHead(ALICE, 1, ASKED, PAST, Memo.of("r", Map.of("by", "alice")));
        Wallet noted = Evolution.evolve(unopened, opened().to(unopened, first));
        FactHead second = new FactHead(ALICE, 2, ASKED, PAST, Memo.none());
        Wallet described = Evolution.evolve(noted, Happening.described("Alice").to(noted, second));
        assertThat(described.metadata()).isEqualTo(Map.of("by", "alice"));
        assertThat(described.owner()).contains("Alice");
    }

    @Test
    void whatIsNotedWithMoneyIsNotAboutTheWalletThatItOpens() {
        Memo earlier = Memo.of("another reference", Map.of("by", "alice"));
        given(openedByMoney(), deposited("1 EUR")).noting(earlier).when(open()).then(noted());
    }
}
