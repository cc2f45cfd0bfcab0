package dev.promissory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Message.PromiseKept;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
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
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Whatever is asked of several wallets, and whenever their messages arrive, no money is made, lost or owed. */
class WorldPropertiesTest {

    private static final List<WalletId> IDS = List.of(new WalletId("a"), new WalletId("b"), new WalletId("c"));
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "POINTS");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Something that happens to a wallet, at the time of its record, which may lie before that of the last. */
    sealed interface Step {
        WalletId wallet();

        int second();

        default Instant at() {
            return START.plusSeconds(second());
        }

        default List<Decision> in(World world) {
            return switch (this) {
                case Asking asking -> world.ask(wallet(), asking.ask(), at());
                case Arrival arrival -> world.deliver(wallet(), at());
            };
        }
    }

    /** A command is asked. */
    record Asking(WalletId wallet, Kind kind, String money, WalletId other, int second) implements Step {
        Ask ask() {
            return switch (kind) {
                case DEPOSIT -> Ask.deposit(money);
                case WITHDRAW -> Ask.withdraw(money);
                case TRANSFER -> Ask.transfer(money, other);
                case OPEN -> Ask.openFor(other.value());
                case FREEZE -> Ask.freeze();
                case UNFREEZE -> Ask.unfreeze();
                case CLOSE -> Ask.close();
            };
        }
    }

    /** The oldest message that waits for the wallet arrives, if there is one. */
    record Arrival(WalletId wallet, int second) implements Step {}

    enum Kind {
        DEPOSIT,
        WITHDRAW,
        TRANSFER,
        OPEN,
        FREEZE,
        UNFREEZE,
        CLOSE
    }

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void noMoneyIsMadeLostOrOwed(
            @ForAll boolean autoOpen, @ForAll boolean furnished, @ForAll("steps") List<Step> steps) {
        World world = new World(autoOpen, IDS);
        if (furnished) {
            furnish(world);
        }
        for (Step step : steps) {
            assertSame(step.in(world));
            assertSound(world, step.wallet());
        }
        deliverAll(world, steps);
        assertConverged(world);
        IDS.forEach(id -> assertNoLiePasses(world, id));
        assertEventful("received", world.facts(TransferReceived.class));
        assertEventful("refused", world.facts(TransferRefused.class));
        assertEventful("returned", world.facts(TransferReturned.class));
        assertEventful("withdrawn", world.facts(MoneyWithdrawn.class));
    }

    /** The worlds must not be so poor that nothing can go wrong in them: at least every twentieth has such a fact. */
    private static void assertEventful(String label, List<? extends Fact> facts) {
        Statistics.label(label)
                .collect(!facts.isEmpty())
                .coverage(worlds -> worlds.check(true).percentage(share -> share >= 5));
    }

    private static void furnish(World world) {
        for (WalletId id : IDS) {
            world.ask(id, Ask.open(), START);
            CURRENCIES.forEach(code -> world.ask(id, Ask.deposit("9 " + code), START));
        }
    }

    /** Asked twice, a steward that stands where it stood gives the answer it gave. */
    private static void assertSame(List<Decision> answers) {
        assertThat(answers.stream().distinct()).hasSizeLessThanOrEqualTo(1);
    }

    private static void assertSound(World world, WalletId changed) {
        assertHistory(world, changed);
        assertThat(world.wallet(changed).balances().values())
                .noneMatch(balance -> balance.total().isNegative());
        List<TransferPromised> inFlight = world.inFlight();
        CURRENCIES.forEach(code -> assertConserved(world, inFlight, new Currency(code)));
        assertThat(inFlight.stream().map(TransferPromised::promiseId))
                .as("what is in flight is on its way, and its sender knows it")
                .containsExactlyInAnyOrderElementsOf(world.undelivered().stream()
                        .filter(message -> !(message instanceof PromiseKept))
                        .map(Message::promiseId)
                        .toList())
                .allMatch(promise -> world.memories().memory().promise(promise).isPresent());
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

    private static void assertConserved(World world, List<TransferPromised> inFlight, Currency currency) {
        Money in = sum(currency, world.facts(MoneyDeposited.class).stream().map(MoneyDeposited::money));
        Money out = sum(currency, world.facts(MoneyWithdrawn.class).stream().map(MoneyWithdrawn::money));
        Money onTheWay = sum(currency, inFlight.stream().flatMap(promised -> moneys(promised.legs())));
        Money balances = sum(
                currency,
                world.ids().stream()
                        .map(id -> world.wallet(id).balance(currency).total()));
        assertThat(in.minus(out)).isEqualTo(balances.plus(onTheWay));
    }

    /** In an order that the steps choose: any will do. */
    private static void deliverAll(World world, List<Step> steps) {
        for (int turn = 0; !world.undelivered().isEmpty(); turn++) {
            Step step = steps.get(turn % steps.size());
            List<WalletId> waiting = world.undelivered().stream()
                    .map(Message::addressee)
                    .distinct()
                    .toList();
            WalletId receiver = waiting.get(step.second() % waiting.size());
            assertSame(world.deliver(receiver, step.at()));
            assertSound(world, receiver);
        }
    }

    private static void assertConverged(World world) {
        assertThat(world.inFlight()).isEmpty();
        assertThat(world.memories().promises()).isEmpty();
        List<PromiseId> ended = new ArrayList<>();
        world.facts(TransferReceived.class).forEach(received -> ended.add(received.promiseId()));
        world.facts(TransferReturned.class).forEach(returned -> ended.add(returned.promiseId()));
        assertThat(ended)
                .as("each promise was received or returned, once")
                .containsExactlyInAnyOrderElementsOf(world.facts(TransferPromised.class).stream()
                        .map(TransferPromised::promiseId)
                        .toList());
    }

    private static Money sum(Currency currency, Stream<Money> moneys) {
        return moneys.filter(money -> money.currency().equals(currency)).reduce(Money.zero(currency), Money::plus);
    }

    private static Stream<Money> moneys(List<Leg> legs) {
        return legs.stream().map(Leg::money);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Arrival> deliveries =
                Combinators.combine(Arbitraries.of(IDS), seconds()).as(Arrival::new);
        return Arbitraries.<Step>frequencyOf(Tuple.of(2, asks()), Tuple.of(1, deliveries))
                .list()
                .ofMinSize(1)
                .ofMaxSize(120)
                .withSizeDistribution(RandomDistribution.uniform());
    }

    private static Arbitrary<Asking> asks() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(16, Kind.DEPOSIT),
                Tuple.of(6, Kind.WITHDRAW),
                Tuple.of(24, Kind.TRANSFER),
                Tuple.of(6, Kind.OPEN),
                Tuple.of(3, Kind.FREEZE),
                Tuple.of(8, Kind.UNFREEZE),
                Tuple.of(2, Kind.CLOSE));
        return Combinators.combine(Arbitraries.of(IDS), kinds, moneyTexts(), Arbitraries.of(IDS), seconds())
                .as(Asking::new);
    }

    /** Mostly small round sums, so that many commands succeed; some at the bounds, and some that break every rule. */
    private static Arbitrary<String> moneyTexts() {
        Arbitrary<String> small = Combinators.combine(Arbitraries.integers().between(1, 4), Arbitraries.of(CURRENCIES))
                .as((amount, code) -> amount + " " + code);
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
        return Arbitraries.frequencyOf(Tuple.of(3, small), Tuple.of(1, odd));
    }

    private static Arbitrary<Integer> seconds() {
        return Arbitraries.integers().between(0, 1000);
    }
}
