package dev.promissory.domain;

import static dev.promissory.domain.Happening.closed;
import static dev.promissory.domain.Happening.deposited;
import static dev.promissory.domain.Happening.frozen;
import static dev.promissory.domain.Happening.held;
import static dev.promissory.domain.Happening.opened;
import static dev.promissory.domain.Happening.scheduled;
import static dev.promissory.domain.Happening.withdrawn;
import static dev.promissory.domain.Scenario.ALICE;
import static dev.promissory.domain.Scenario.BOB;
import static dev.promissory.domain.Scenario.CAROL;
import static dev.promissory.domain.Scenario.NOW;
import static dev.promissory.domain.Scenario.alicesPromise;
import static dev.promissory.domain.Scenario.given;
import static dev.promissory.domain.Scenario.leg;
import static dev.promissory.domain.Scenario.money;
import static dev.promissory.domain.Scenario.posting;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Decision.Accepted;
import dev.promissory.domain.Decision.Rejected;
import dev.promissory.domain.Wallet.Status;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every command in every state: the facts that follow, {@code none} when all is as wanted, or the rejection's code. */
class StatesByCommandTest {

    private static final Fact OWN_DEPOSIT = new Fact.MoneyDeposited(
            new FactHead(ALICE, 2, Scenario.ASKED, Scenario.PAST, Memo.none()),
            money("1 EUR"),
            Balance.zero(new Currency("EUR")).credited(money("1 EUR")),
            Occasion.NONE);

    private static final Map<String, Ask> COMMANDS = Map.ofEntries(
            entry("OpenWallet", Ask.openFor("Alice")),
            entry("Deposit", Ask.deposit("1 EUR")),
            entry("Withdraw", Ask.withdraw("1 EUR")),
            entry("Transfer", Ask.transfer("1 EUR", BOB)),
            entry("CancelTransfer", Ask.cancel(ALICE, 3)),
            entry("PlaceHold", Ask.hold("new", "1 EUR", "PT1H")),
            entry("CaptureHold", Ask.capture("old")),
            entry("ReleaseHold", Ask.release("old")),
            entry("SetOverdraftLimit", Ask.limit("1 EUR")),
            entry("OpenJournal", Ask.journal("PT30S", Ask.from(BOB, CAROL, "1 EUR"))),
            entry("Exchange", Ask.exchange(BOB, "1 EUR", CAROL, "2 USD", "2")),
            entry("Reverse", Ask.reverse(OWN_DEPOSIT)),
            entry("Freeze", Ask.freeze()),
            entry("Unfreeze", Ask.unfreeze()),
            entry("Close", Ask.close()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            command           | unopened                | open                          | frozen            | closed        | journal
            OpenWallet        | WalletOpened            | WalletDescribed               | WalletDescribed   | wallet-closed | not-a-wallet
            Deposit           | WalletOpened + MoneyDeposited | MoneyDeposited          | wallet-frozen     | wallet-closed | not-a-wallet
            Withdraw          | wallet-not-found        | MoneyWithdrawn                | wallet-frozen     | wallet-closed | not-a-wallet
            Transfer          | wallet-not-found        | TransferPromised              | wallet-frozen     | wallet-closed | not-a-wallet
            CancelTransfer    | wallet-not-found        | ScheduleCancelled             | ScheduleCancelled | ScheduleCancelled | not-a-wallet
            PlaceHold         | wallet-not-found        | HoldPlaced                    | wallet-frozen     | wallet-closed | not-a-wallet
            CaptureHold       | wallet-not-found        | HoldCaptured + MoneyWithdrawn | wallet-frozen     | wallet-closed | not-a-wallet
            ReleaseHold       | wallet-not-found        | HoldReleased                  | HoldReleased      | wallet-closed | not-a-wallet
            SetOverdraftLimit | wallet-not-found        | OverdraftLimitSet             | OverdraftLimitSet | wallet-closed | not-a-wallet
            OpenJournal       | JournalOpened           | id-taken                      | id-taken          | id-taken      | id-taken
            Exchange          | JournalOpened           | id-taken                      | id-taken          | id-taken      | id-taken
            Reverse           | wallet-not-found        | MoneyWithdrawn                | wallet-frozen     | wallet-closed | not-a-wallet
            Freeze            | wallet-not-found        | WalletFrozen                  | none              | wallet-closed | not-a-wallet
            Unfreeze          | wallet-not-found        | none                          | WalletUnfrozen    | wallet-closed | not-a-wallet
            Close             | wallet-not-found        | WalletClosed                  | wallet-frozen     | none          | not-a-wallet
            """)
    void answersByState(String command, String unopened, String open, String frozen, String closed, String journal) {
        assertThat(answers(command, true)).isEqualTo(List.of(unopened, open, frozen, closed, journal));
        String unknown = command.equals("Deposit") ? "wallet-not-found" : unopened;
        assertThat(answers(command, false)).isEqualTo(List.of(unknown, open, frozen, closed, journal));
    }

    @Test
    void theTableHasEveryCommand() {
        assertThat(COMMANDS.keySet())
                .isEqualTo(Stream.of(Command.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .collect(Collectors.toSet()));
    }

    private static List<String> answers(String command, boolean autoOpen) {
        boolean funded = !command.equals("Close");
        return Stream.of(Status.values())
                .map(status -> in(status, funded).withAutoOpen(autoOpen).when(COMMANDS.get(command)))
                .map(outcome -> spoken(outcome.decision()))
                .toList();
    }

    /** Funded, Alice has 1.00 EUR to spend, a transfer that waits and a hold that is open. */
    private static Scenario in(Status status, boolean funded) {
        Happening[] open = funded
                ? new Happening[] {
                    opened(),
                    deposited("2 EUR"),
                    scheduled(NOW.plusSeconds(1), leg(BOB, "1 EUR")),
                    held("old", "1 EUR", NOW.plusSeconds(1))
                }
                : new Happening[] {opened()};
        return switch (status) {
            case UNOPENED -> given();
            case OPEN -> given(open);
            case FROZEN ->
                given(Stream.concat(Stream.of(open), Stream.of(frozen())).toArray(Happening[]::new));
            case CLOSED ->
                given(
                        opened(),
                        deposited("1 EUR"),
                        scheduled(NOW.plusSeconds(1), leg(BOB, "1 EUR")),
                        withdrawn("1 EUR"),
                        closed());
            case JOURNAL -> given(Parts.of(alicesPromise(1)).journalOpened(NOW, posting(BOB, CAROL, "1 EUR")));
        };
    }

    private static String spoken(Decision decision) {
        return switch (decision) {
            case Rejected rejected -> rejected.rejection().code();
            case Accepted accepted when accepted.facts().isEmpty() -> "none";
            case Accepted accepted ->
                accepted.facts().stream()
                        .map(fact -> fact.getClass().getSimpleName())
                        .collect(Collectors.joining(" + "));
        };
    }
}
