package dev.promissory.domain;

import static dev.promissory.domain.Happening.closed;
import static dev.promissory.domain.Happening.deposited;
import static dev.promissory.domain.Happening.frozen;
import static dev.promissory.domain.Happening.opened;
import static dev.promissory.domain.Happening.withdrawn;
import static dev.promissory.domain.Scenario.given;
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

    private static final Map<String, Ask> COMMANDS = Map.of(
            "OpenWallet", Ask.openFor("Alice"),
            "Deposit", Ask.deposit("1 EUR"),
            "Withdraw", Ask.withdraw("1 EUR"),
            "Transfer", Ask.transfer("1 EUR", Scenario.BOB),
            "Freeze", Ask.freeze(),
            "Unfreeze", Ask.unfreeze(),
            "Close", Ask.close());

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            command    | unopened                      | open             | frozen          | closed
            OpenWallet | WalletOpened                  | WalletDescribed  | WalletDescribed | wallet-closed
            Deposit    | WalletOpened + MoneyDeposited | MoneyDeposited   | wallet-frozen   | wallet-closed
            Withdraw   | wallet-not-found              | MoneyWithdrawn   | wallet-frozen   | wallet-closed
            Transfer   | wallet-not-found              | TransferPromised | wallet-frozen   | wallet-closed
            Freeze     | wallet-not-found              | WalletFrozen     | none            | wallet-closed
            Unfreeze   | wallet-not-found              | none             | WalletUnfrozen  | wallet-closed
            Close      | wallet-not-found              | WalletClosed     | wallet-frozen   | none
            """)
    void answersByState(String command, String unopened, String open, String frozen, String closed) {
        assertThat(answers(command, true)).isEqualTo(List.of(unopened, open, frozen, closed));
        String unknown = command.equals("Deposit") ? "wallet-not-found" : unopened;
        assertThat(answers(command, false)).isEqualTo(List.of(unknown, open, frozen, closed));
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

    private static Scenario in(Status status, boolean funded) {
        Happening money = funded ? deposited("1 EUR") : Happening.described("Alicia");
        return switch (status) {
            case UNOPENED -> given();
            case OPEN -> given(opened(), money);
            case FROZEN -> given(opened(), money, frozen());
            case CLOSED -> given(opened(), deposited("1 EUR"), withdrawn("1 EUR"), closed());
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
