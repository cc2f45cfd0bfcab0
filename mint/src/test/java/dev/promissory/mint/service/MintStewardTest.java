package dev.promissory.mint.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Command;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.WalletId;
import dev.promissory.mint.protocol.MintCommand;
import dev.promissory.mint.protocol.MintFact;
import dev.promissory.mint.protocol.MintedCurrency;
import dev.promissory.mint.service.MintDecision.Accepted;
import dev.promissory.mint.service.MintDecision.Rejected;
import dev.promissory.mint.service.Sighting.Way;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mint's rules: given what has happened, when this comes, then these facts, asks or this refusal. */
class MintStewardTest {

    private static final Currency EUR = new Currency("EUR");
    private static final WalletId WALLET = new WalletId("mint");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    private final MintSteward steward = new MintSteward(WALLET, new GiftRate(TENTH, TENTH));
    private final Map<CommandId, OpenAsk> open = new HashMap<>();
    private MintedCurrency currency = MintedCurrency.unknown(EUR);
    private int gifts;

    @Test
    void issuedMoneyIsPromisedToTheMintsOwnWallet() {
        Accepted accepted = accepted(mint("m-1", "100"));

        assertThat(types(accepted)).containsExactly("IssuePromised");
        assertThat(accepted.asks())
                .extracting(ask -> ask.getClass().getSimpleName())
                .containsExactly("OpenWallet", "Deposit");
        assertThat(accepted.asks()).allMatch(ask -> ask.walletId().equals(WALLET));
        assertTotals("100.00", "100.00", "0.00", "0.00", "0.00");
    }

    @Test
    void whatHasArrivedCanBeGivenAwayAndWhatHasNotCannot() {
        accepted(mint("m-1", "100"));
        assertThat(types(kept("alice", "50.00"))).containsExactly("GiftOmitted");

        assertThat(types(arrived("issue-m-1", "100.00"))).containsExactly("IssueKept");
        assertTotals("100.00", "0.00", "0.00", "0.00", "100.00");
        Accepted gift = kept("alice", "50.00");
        assertThat(types(gift)).containsExactly("GiftPromised");
        assertThat(((Command.Transfer) gift.asks().getFirst()).legs().getFirst().to())
                .isEqualTo(new WalletId("alice"));
        assertTotals("100.00", "0.00", "5.00", "5.00", "95.00");
    }

    @Test
    void aWalletThatExistsIsNotOpenedAgain() {
        accepted(mint("m-1", "100"));
        assertThat(accepted(mint("m-2", "1")).asks())
                .extracting(ask -> ask.getClass().getSimpleName())
                .containsExactly("Deposit");
    }

    @Test
    void whatTheWalletDidNotTakeWasNotIssued() {
        accepted(mint("m-1", "100"));

        Accepted failed = failed("issue-m-1", Rejection.WALLET_FROZEN);
        assertThat(types(failed)).containsExactly("IssueReturned");
        assertThat(open).isEmpty();
        assertTotals("0.00", "0.00", "0.00", "0.00", "0.00");
    }

    @Test
    void aGiftArrivesOrComesBack() {
        issue("100.00");
        kept("alice", "50.00");
        kept("bob", "10.00");

        assertThat(types(arrived("gift-1", "5.00"))).containsExactly("GiftKept");
        assertTotals("100.00", "0.00", "6.00", "1.00", "94.00");
        assertThat(types(failed("gift-2", Rejection.WALLET_CLOSED))).containsExactly("GiftReturned");
        assertTotals("100.00", "0.00", "5.00", "0.00", "95.00");
        assertThat(open).isEmpty();
    }

    @Test
    void nothingForTheMintsOwnGifts() {
        issue("100.00");
        assertThat(kept("mint", "50.00")).isEqualTo(Accepted.NOTHING);
    }

    @Test
    void nothingInACurrencyThatWasNeverIssued() {
        assertThat(kept("alice", "50.00")).isEqualTo(Accepted.NOTHING);
        accepted(new MintCommand.SetCap(EUR, new CommandId("c-1"), Optional.of(RequestedMoney.of("5", "EUR"))));
        assertThat(kept("alice", "50.00")).isEqualTo(Accepted.NOTHING);
    }

    @Test
    void aFactSaysThatTheCurrencyIsExhausted() {
        issue("5.00");
        assertThat(types(kept("alice", "50.00"))).containsExactly("GiftPromised");

        Accepted omitted = kept("bob", "0.10");
        assertThat(types(omitted)).containsExactly("GiftOmitted");
        assertThat(omitted.asks()).isEmpty();
        assertThat(omitted.opened()).isEmpty();
        assertTotals("5.00", "0.00", "5.00", "5.00", "0.00");
    }

    @Test
    void nothingWhereTheShareIsLessThanTheCurrencyCanExpress() {
        issue("100.00");
        assertThat(kept("alice", "0.09")).isEqualTo(Accepted.NOTHING);
    }

    @Test
    void whatNobodySentOnItsWayChangesNothing() {
        issue("100.00");
        assertThat(arrived("gift-9", "5.00")).isEqualTo(Accepted.NOTHING);
        assertThat(failed("gift-9", Rejection.WALLET_CLOSED)).isEqualTo(Accepted.NOTHING);
        kept("alice", "50.00");
        assertThat(arrived("gift-1", "4.99")).isEqualTo(Accepted.NOTHING);
        assertThat(types(arrived("gift-1", "5.00"))).containsExactly("GiftKept");
        assertThat(arrived("gift-1", "5.00")).isEqualTo(Accepted.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "0,      amount-not-positive",
        "-1,     amount-not-positive",
        "1.001,  too-many-fraction-digits",
        "1E37,   amount-too-large",
        "100.01, cap-exceeded"
    })
    void anAmountThatCannotBeIssuedIsRefused(String amount, String code) {
        accepted(new MintCommand.SetCap(EUR, new CommandId("c-1"), Optional.of(RequestedMoney.of("100", "EUR"))));
        assertThat(refusal(mint("m-1", amount))).isEqualTo(code);
    }

    @Test
    void theCapBoundsAllThatIsIssuedTogether() {
        accepted(new MintCommand.SetCap(EUR, new CommandId("c-1"), Optional.of(RequestedMoney.of("100", "EUR"))));
        accepted(mint("m-1", "60"));
        assertThat(refusal(mint("m-2", "40.01"))).isEqualTo("cap-exceeded");
        accepted(mint("m-3", "40"));

        accepted(new MintCommand.SetCap(EUR, new CommandId("c-2"), Optional.of(RequestedMoney.of("50", "EUR"))));
        assertThat(refusal(mint("m-4", "0.01"))).isEqualTo("cap-exceeded");
        accepted(new MintCommand.SetCap(EUR, new CommandId("c-3"), Optional.empty()));
        accepted(mint("m-5", "1000"));
    }

    @Test
    void theSameCapAgainIsNoFact() {
        MintCommand cap =
                new MintCommand.SetCap(EUR, new CommandId("c-1"), Optional.of(RequestedMoney.of("100", "EUR")));
        assertThat(types(accepted(cap))).containsExactly("CapSet");
        assertThat(accepted(cap)).isEqualTo(Accepted.NOTHING);
        assertThat(refusal(
                        new MintCommand.SetCap(EUR, new CommandId("c-2"), Optional.of(RequestedMoney.of("-1", "EUR")))))
                .isEqualTo("amount-not-positive");
    }

    @Test
    void aCapOfZeroMeansThatNothingMoreIsIssued() {
        accepted(new MintCommand.SetCap(EUR, new CommandId("c-1"), Optional.of(RequestedMoney.of("0", "EUR"))));
        assertThat(refusal(mint("m-1", "0.01"))).isEqualTo("cap-exceeded");
    }

    @Test
    void aDepositUnderAGiftsIdIsNotTheGift() {
        issue("100.00");
        kept("alice", "50.00");
        assertThat(see(new Sighting.Arrived(new CommandId("gift-1"), Money.of("5", "EUR"), Way.DEPOSIT)))
                .isEqualTo(Accepted.NOTHING);
    }

    @Test
    void allThatIsIssuedTogetherHasAtMost38Digits() {
        accepted(mint("m-1", "9".repeat(36)));
        assertThat(refusal(mint("m-2", "1"))).isEqualTo("balance-too-large");
    }

    @Test
    void timeNeverRunsBackwards() {
        accepted(mint("m-1", "1"));
        MintDecision later =
                steward.decide(currency, mint("m-2", "1"), new CommandId("issue-m-2"), NOW.minusSeconds(60));
        assertThat(((Accepted) later).facts().getFirst().head().at()).isEqualTo(NOW);
    }

    /** Whatever comes, in whatever order: no part is more than what it is a part of, and every fact adds up. */
    @Test
    void theBooksAlwaysBalance() {
        long seed = System.nanoTime();
        System.out.println("theBooksAlwaysBalance: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            List<CommandId> ids = new ArrayList<>(open.keySet());
            CommandId some = ids.isEmpty() ? new CommandId("none") : ids.get(random.nextInt(ids.size()));
            String amount = BigDecimal.valueOf(1 + random.nextInt(5_000), 2).toPlainString();
            switch (random.nextInt(6)) {
                case 0 -> enact(steward.decide(currency, mint("m" + i, amount), new CommandId("issue-" + i), NOW));
                case 1, 2 -> kept("alice", amount);
                case 3, 4 ->
                    see(new Sighting.Arrived(
                            some,
                            open.containsKey(some) ? open.get(some).money() : Money.of("1", "EUR"),
                            open.containsKey(some) ? open.get(some).way() : Way.DEPOSIT));
                default -> see(new Sighting.Failed(some, EUR, Rejection.WALLET_FROZEN));
            }
            Money remaining = currency.totals().remaining();
            assertThat(remaining.isNegative()).isFalse();
            assertThat(currency.totals().issuing().isNegative()).isFalse();
            assertThat(currency.totals().giving().isNegative()).isFalse();
            assertThat(open.values().stream().map(OpenAsk::money).reduce(Money.zero(EUR), Money::plus))
                    .isEqualTo(
                            currency.totals().issuing().plus(currency.totals().giving()));
        }
    }

    private void issue(String amount) {
        accepted(mint("m-0", amount));
        arrived("issue-m-0", amount);
    }

    private Accepted accepted(MintCommand command) {
        MintDecision decision = steward.decide(currency, command, new CommandId("issue-" + command.commandId()), NOW);
        assertThat(decision).isInstanceOf(Accepted.class);
        return enact(decision);
    }

    private String refusal(MintCommand command) {
        MintDecision decision = steward.decide(currency, command, new CommandId("issue-x"), NOW);
        assertThat(decision).isInstanceOf(Rejected.class);
        return ((Rejected) decision).refusal().code();
    }

    private Accepted kept(String sender, String amount) {
        gifts++;
        return see(new Sighting.PromiseKept(
                new PromiseId(new WalletId(sender), gifts),
                Money.of(amount, "EUR"),
                new CommandId("gift-" + gifts),
                new byte[32]));
    }

    private Accepted arrived(String id, String amount) {
        Way way = id.startsWith("gift") ? Way.TRANSFER : Way.DEPOSIT;
        return see(new Sighting.Arrived(new CommandId(id), Money.of(amount, "EUR"), way));
    }

    private Accepted failed(String id, Rejection reason) {
        return see(new Sighting.Failed(new CommandId(id), EUR, reason));
    }

    private Accepted see(Sighting sighting) {
        Optional<OpenAsk> about = switch (sighting) {
            case Sighting.PromiseKept kept -> Optional.empty();
            case Sighting.Arrived arrived -> Optional.ofNullable(open.get(arrived.commandId()));
            case Sighting.Failed failed -> Optional.ofNullable(open.get(failed.commandId()));
        };
        return enact(steward.see(currency, sighting, about, NOW));
    }

    private Accepted enact(MintDecision decision) {
        Accepted accepted = (Accepted) decision;
        for (MintFact fact : accepted.facts()) {
            assertThat(currency.agrees(fact)).isTrue();
            currency = currency.evolve(fact);
        }
        accepted.opened().ifPresent(ask -> open.put(ask.id(), ask));
        accepted.closed().ifPresent(ask -> open.remove(ask.id()));
        return accepted;
    }

    private void assertTotals(String issued, String issuing, String given, String giving, String remaining) {
        assertThat(List.of(
                        currency.totals().issued().plain(),
                        currency.totals().issuing().plain(),
                        currency.totals().given().plain(),
                        currency.totals().giving().plain(),
                        currency.totals().remaining().plain()))
                .containsExactly(issued, issuing, given, giving, remaining);
    }

    private static List<String> types(Accepted accepted) {
        return accepted.facts().stream()
                .map(fact -> fact.getClass().getSimpleName())
                .toList();
    }

    private static MintCommand mint(String commandId, String amount) {
        return new MintCommand.Mint(EUR, new CommandId(commandId), RequestedMoney.of(amount, "EUR"));
    }
}
