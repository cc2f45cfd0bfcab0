package dev.promissory.mint.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever a mint does, as long as it keeps its word: what it issued is what remains, is on its way, or was given. */
class MintHistoryPropertiesTest {

    private static final WalletId ALICE = new WalletId("alice");

    /** A mint without rules: it does what is possible next, and notes apart from the totals what is under way. */
    private static final class Mint {
        private final Random random;
        private final List<Money> issues = new ArrayList<>();
        private final List<Money> gifts = new ArrayList<>();
        private Money arrived = euros(0);
        private Money received = euros(0);
        private MintedCurrency currency = MintedCurrency.unknown(new Currency("EUR"));

        private Mint(Random random) {
            this.random = random;
        }

        private MintFact next() {
            MintFactHead head = MintSamples.head("c-1", currency.sequence() + 1);
            MintFact draft = draft(head, euros(1 + random.nextInt(10_000)), random.nextInt(7));
            Totals after = currency.after(draft);
            return stating(draft, after);
        }

        private MintFact draft(MintFactHead head, Money some, int choice) {
            Totals none = currency.totals();
            PromiseId reason = new PromiseId(ALICE, head.sequence());
            if (choice == 0 && !issues.isEmpty()) {
                Money kept = taken(issues);
                arrived = arrived.plus(kept);
                return new MintFact.IssueKept(head, kept, none);
            }
            if (choice == 1 && !issues.isEmpty()) {
                return new MintFact.IssueReturned(head, taken(issues), Rejection.WALLET_FROZEN, none);
            }
            if (choice == 2 && !gifts.isEmpty()) {
                Money kept = taken(gifts);
                received = received.plus(kept);
                return new MintFact.GiftKept(head, kept, ALICE, none);
            }
            if (choice == 3 && !gifts.isEmpty()) {
                Money returned = taken(gifts);
                arrived = arrived.plus(returned);
                return new MintFact.GiftReturned(head, returned, ALICE, Rejection.WALLET_CLOSED, none);
            }
            if (choice == 4) {
                return new MintFact.CapSet(head, Optional.of(some).filter(any -> random.nextBoolean()), none);
            }
            if (choice == 5) {
                if (arrived.minus(some).isNegative()) {
                    return new MintFact.GiftOmitted(head, some, ALICE, reason, none);
                }
                arrived = arrived.minus(some);
                gifts.add(some);
                return new MintFact.GiftPromised(head, some, ALICE, reason, BigDecimal.ONE, none);
            }
            issues.add(some);
            return new MintFact.IssuePromised(head, some, none);
        }

        private Money taken(List<Money> from) {
            return from.remove(random.nextInt(from.size()));
        }
    }

    @Property(tries = 300)
    void issuedIsWhatRemainsIsOnItsWayOrWasGiven(@ForAll Random random, @ForAll @IntRange(max = 200) int length) {
        Mint mint = new Mint(random);

        for (int fact = 0; fact < length; fact++) {
            MintFact next = mint.next();
            assertThat(mint.currency.agrees(next)).isTrue();
            assertThat(MintFactJson.read(MintFactJson.write(next))).isEqualTo(next);
            mint.currency = mint.currency.evolve(next);

            Totals totals = mint.currency.totals();
            assertThat(totals.issued())
                    .isEqualTo(totals.remaining().plus(totals.issuing()).plus(totals.given()));
            assertThat(totals.remaining()).isEqualTo(mint.arrived);
            assertThat(totals.issuing()).isEqualTo(sum(mint.issues));
            assertThat(totals.giving()).isEqualTo(sum(mint.gifts));
            assertThat(totals.given()).isEqualTo(mint.received.plus(totals.giving()));
        }
        assertThat(mint.currency.sequence()).isEqualTo(length);
    }

    private static MintFact stating(MintFact fact, Totals totals) {
        return switch (fact) {
            case MintFact.IssuePromised f -> new MintFact.IssuePromised(f.head(), f.money(), totals);
            case MintFact.IssueKept f -> new MintFact.IssueKept(f.head(), f.money(), totals);
            case MintFact.IssueReturned f -> new MintFact.IssueReturned(f.head(), f.money(), f.reason(), totals);
            case MintFact.GiftPromised f ->
                new MintFact.GiftPromised(f.head(), f.money(), f.to(), f.reason(), f.rate(), totals);
            case MintFact.GiftKept f -> new MintFact.GiftKept(f.head(), f.money(), f.to(), totals);
            case MintFact.GiftReturned f -> new MintFact.GiftReturned(f.head(), f.money(), f.to(), f.reason(), totals);
            case MintFact.GiftOmitted f -> new MintFact.GiftOmitted(f.head(), f.money(), f.to(), f.reason(), totals);
            case MintFact.CapSet f -> new MintFact.CapSet(f.head(), f.cap(), totals);
        };
    }

    private static Money sum(List<Money> moneys) {
        return moneys.stream().reduce(euros(0), Money::plus);
    }

    private static Money euros(int cents) {
        return MintSamples.euros(BigDecimal.valueOf(cents, 2).toPlainString());
    }
}
