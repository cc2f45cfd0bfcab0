package dev.promissory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Fact.HoldCaptured;
import dev.promissory.domain.Fact.HoldExpired;
import dev.promissory.domain.Fact.JournalReturned;
import dev.promissory.domain.Fact.JournalSettled;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.OverdraftLimitSet;
import dev.promissory.domain.Fact.ScheduleFailed;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.TransferSettled;
import dev.promissory.domain.WorldStep.Arrival;
import dev.promissory.domain.WorldStep.Asking;
import dev.promissory.domain.WorldStep.Kind;
import dev.promissory.domain.WorldStep.Party;
import dev.promissory.domain.WorldStep.Ringing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/**
 * Whatever is asked of several wallets, and whenever their messages arrive and their timers ring, no money is made, lost
 * or owed.
 */
class WorldPropertiesTest {

    private static final List<WalletId> WALLETS =
            Stream.of("a", "b", "c").map(WalletId::new).toList();
    private static final List<WalletId> JOURNALS =
            IntStream.rangeClosed(1, 12).mapToObj(i -> new WalletId("j" + i)).toList();
    private static final List<WalletId> IDS =
            Stream.concat(WALLETS.stream(), JOURNALS.stream()).toList();
    private static final List<Currency> CURRENCIES =
            Stream.of("EUR", "JPY", "POINTS").map(Currency::new).toList();

    @Property(tries = 300, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void noMoneyIsMadeLostOrOwed(
            @ForAll boolean autoOpen,
            @ForAll boolean together,
            @ForAll @IntRange(max = 3) int furnished,
            @ForAll("steps") List<WorldStep> steps) {
        World world = new World(autoOpen, together, IDS);
        Books books = new Books();
        if (furnished > 0) {
            furnish(world);
        }
        for (WorldStep step : steps) {
            happen(world, step, books);
        }
        assertRebuilt(world);
        endAll(world, steps, books);
        assertConverged(world);
        books.assertConverged();
        assertRebuilt(world);
        IDS.forEach(id -> assertNoLiePasses(world, id));
        assertEventful("received", world.facts(TransferReceived.class));
        assertEventful("refused", world.facts(TransferRefused.class));
        assertEventful("returned", world.facts(TransferReturned.class));
        assertEventful("withdrawn", world.facts(MoneyWithdrawn.class));
        assertEventful("captured", world.facts(HoldCaptured.class));
        assertEventful("expired", world.facts(HoldExpired.class));
        assertEventful("failed", world.facts(ScheduleFailed.class));
        assertEventful("settled", world.facts(TransferSettled.class));
        assertEventful("journal settled", world.facts(JournalSettled.class));
        assertEventful("journal returned", world.facts(JournalReturned.class));
        assertEventful(
                "late",
                world.facts(JournalReturned.class).stream()
                        .filter(returned -> returned.reason() == Rejection.DEADLINE_PASSED)
                        .toList());
        assertEventful(
                "reversed",
                world.facts(TransferReceived.class).stream()
                        .filter(received -> received.occasion() instanceof Occasion.Reversal)
                        .toList());
    }

    /** The worlds must not be so poor that nothing can go wrong in them: at least every twentieth has such a fact. */
    private static void assertEventful(String label, List<? extends Fact> facts) {
        Statistics.label(label)
                .collect(!facts.isEmpty())
                .coverage(worlds -> worlds.check(true).percentage(share -> share >= 5));
    }

    private static void furnish(World world) {
        for (WalletId id : WALLETS) {
            world.ask(id, Ask.open(), WorldStep.START);
            CURRENCIES.forEach(currency -> world.ask(id, Ask.deposit("9 " + currency), WorldStep.START));
        }
    }

    private static void happen(World world, WorldStep step, Books books) {
        Map<WalletId, Wallet> before = new HashMap<>();
        world.ids().forEach(id -> before.put(id, world.wallet(id)));
        int facts = world.facts().size();
        assertSame(step.in(world));
        books.read(world);
        List<Fact> news = world.facts().subList(facts, world.facts().size());
        CURRENCIES.forEach(currency -> assertConserved(world, books, currency));
        news.stream().map(Fact::walletId).distinct().forEach(id -> {
            assertHistory(world, id);
            assertHeld(world, id);
            if (news.stream().noneMatch(OverdraftLimitSet.class::isInstance)) {
                assertCovered(before.get(id), world.wallet(id));
            }
        });
    }

    /** Asked twice, a steward that stands where it stood gives the answer it gave. */
    private static void assertSame(List<Decision> answers) {
        assertThat(answers.stream().distinct()).hasSizeLessThanOrEqualTo(1);
    }

    /** The facts are gapless, in order of time, agree with their own amounts, and make the wallet the steward has. */
    private static void assertHistory(World world, WalletId id) {
        Wallet folded = Wallet.unopened(id);
        for (Fact fact : world.history(id)) {
            assertThat(fact.sequence()).isEqualTo(folded.sequence() + 1);
            assertThat(fact.head().at()).isAfterOrEqualTo(folded.lastFactAt());
            assertThat(fact).matches(truth(folded), "agrees");
            folded = Evolution.evolve(folded, fact);
        }
        assertThat(folded).isEqualTo(world.wallet(id));
    }

    /** What is set aside is what open holds are for. */
    private static void assertHeld(World world, WalletId id) {
        List<Hold> open = world.holds().stream()
                .filter(hold -> hold.walletId().equals(id) && hold.status() == Hold.Status.OPEN)
                .toList();
        for (Currency currency : CURRENCIES) {
            assertThat(world.wallet(id).balance(currency).held())
                    .isEqualTo(sum(currency, open.stream().map(Hold::money)));
        }
    }

    /** Nothing but a lowered limit leaves less than the limit allows, and then nothing makes it worse. */
    private static void assertCovered(Wallet before, Wallet after) {
        for (Currency currency : CURRENCIES) {
            Money zero = Money.zero(currency);
            Money left = left(before, currency);
            assertThat(left(after, currency).amount())
                    .isGreaterThanOrEqualTo((left.isNegative() ? left : zero).amount());
        }
    }

    private static Money left(Wallet wallet, Currency currency) {
        return wallet.balance(currency).available().plus(wallet.overdraftLimit(currency));
    }

    /** No fact ever passes with another amount or balance. */
    private static void assertNoLiePasses(World world, WalletId id) {
        Wallet folded = Wallet.unopened(id);
        for (Fact fact : world.history(id)) {
            assertThat(Lie.about(fact)).noneMatch(truth(folded));
            folded = Evolution.evolve(folded, fact);
        }
    }

    private static Predicate<Fact> truth(Wallet wallet) {
        return fact -> Evolution.agrees(wallet, fact);
    }

    private static void assertConserved(World world, Books books, Currency currency) {
        Money balances = sum(
                currency,
                world.ids().stream()
                        .map(id -> world.wallet(id).balance(currency).total()));
        assertThat(books.inFlight(currency)).matches(money -> !money.isNegative(), "is no debt");
        assertThat(balances.plus(books.inFlight(currency))).isEqualTo(books.inSystem(currency));
    }

    /** Everything that waits arrives or rings, in an order that the steps choose: any will do. */
    private static void endAll(World world, List<WorldStep> steps, Books books) {
        for (int turn = 0; !world.undelivered().isEmpty() || !world.timers().isEmpty(); turn++) {
            WorldStep step = steps.get(turn % steps.size());
            boolean rings = step.second() % 5 == 0 && !world.timers().isEmpty();
            boolean arrives = !rings && !world.undelivered().isEmpty();
            int pick = world.timers().isEmpty()
                    ? step.second()
                    : step.second() % world.timers().size();
            happen(
                    world,
                    arrives ? new Arrival(step.second(), step.second()) : new Ringing(pick, true, step.second()),
                    books);
        }
    }

    private static void assertConverged(World world) {
        for (Memories memories : world.memories()) {
            assertThat(memories.promises()).isEmpty();
            assertThat(memories.participations()).isEmpty();
            assertThat(memories.schedules()).isEmpty();
            assertThat(memories.holds()).noneMatch(hold -> hold.status() == Hold.Status.OPEN);
        }
        CURRENCIES.forEach(currency -> {
            Books books = new Books();
            books.read(world);
            assertThat(books.inFlight(currency).isZero()).isTrue();
        });
    }

    /** The facts alone say what a steward knows. */
    private static void assertRebuilt(World world) {
        Map<Memories, Memories> rebuilt =
                world.memories().stream().collect(Collectors.toMap(each -> each, each -> new Memories()));
        world.facts()
                .forEach(fact ->
                        rebuilt.get(world.memoriesOf(fact.walletId())).memory().note(fact));
        rebuilt.forEach((kept, anew) -> assertThat(kept.agreesWith(anew)).isTrue());
    }

    private static Money sum(Currency currency, Stream<Money> moneys) {
        return moneys.filter(money -> money.currency().equals(currency)).reduce(Money.zero(currency), Money::plus);
    }

    @Provide
    Arbitrary<List<WorldStep>> steps() {
        Arbitrary<Arrival> arrivals = Combinators.combine(picks(), seconds()).as(Arrival::new);
        Arbitrary<Ringing> ringings = Combinators.combine(picks(), Arbitraries.of(true, false), seconds())
                .as(Ringing::new);
        return Arbitraries.<WorldStep>frequencyOf(Tuple.of(8, asks()), Tuple.of(8, arrivals), Tuple.of(1, ringings))
                .list()
                .ofMinSize(1)
                .ofMaxSize(150)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Asking> asks() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(16, Kind.DEPOSIT),
                Tuple.of(5, Kind.WITHDRAW),
                Tuple.of(10, Kind.TRANSFER),
                Tuple.of(10, Kind.TRANSFER_TO_MANY),
                Tuple.of(5, Kind.SCHEDULE),
                Tuple.of(3, Kind.CANCEL),
                Tuple.of(14, Kind.HOLD),
                Tuple.of(4, Kind.CAPTURE),
                Tuple.of(6, Kind.CAPTURE_SOME),
                Tuple.of(6, Kind.CAPTURE_TO),
                Tuple.of(3, Kind.RELEASE),
                Tuple.of(4, Kind.LIMIT),
                Tuple.of(2, Kind.LIMIT_OF_ZERO),
                Tuple.of(12, Kind.JOURNAL),
                Tuple.of(5, Kind.EXCHANGE),
                Tuple.of(14, Kind.REVERSE),
                Tuple.of(6, Kind.OPEN),
                Tuple.of(2, Kind.FREEZE),
                Tuple.of(8, Kind.UNFREEZE),
                Tuple.of(2, Kind.CLOSE));
        return Combinators.combine(parties(), kinds, parties(), parties(), picks(), seconds())
                .as(Asking::new);
    }

    /** Now and then a journal, or a wallet that no journal may be called after. */
    private static Arbitrary<Party> parties() {
        Arbitrary<WalletId> ids =
                Arbitraries.frequencyOf(Tuple.of(30, Arbitraries.of(WALLETS)), Tuple.of(1, Arbitraries.of(JOURNALS)));
        return Combinators.combine(ids, moneyTexts()).as(Party::new);
    }

    /** Mostly small round sums, so that many commands succeed; some at the bounds, and some that break every rule. */
    private static Arbitrary<String> moneyTexts() {
        Arbitrary<String> small = Combinators.combine(Arbitraries.integers().between(1, 4), Arbitraries.of(CURRENCIES))
                .as((amount, currency) -> amount + " " + currency);
        Arbitrary<String> odd = Arbitraries.of(
                "0.01 EUR",
                "0.1 POINTS",
                "0.000000000000000001 POINTS",
                "9".repeat(38) + " POINTS",
                "1E37 POINTS",
                "9".repeat(36) + ".99 EUR",
                "0 EUR",
                "-1 EUR",
                "0.001 EUR",
                "1.5 JPY",
                "1E38 POINTS",
                "1 eur");
        return Arbitraries.frequencyOf(Tuple.of(7, small), Tuple.of(1, odd));
    }

    private static Arbitrary<Integer> picks() {
        return Arbitraries.integers().between(0, 10_000).withDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Integer> seconds() {
        return Arbitraries.integers().between(0, 200);
    }
}
