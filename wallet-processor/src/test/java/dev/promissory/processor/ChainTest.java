package dev.promissory.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Command;
import dev.promissory.protocol.Topic;
import java.util.List;
import java.util.Random;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

/** Thousands of commands at random; after each fact of each, an auditor who shares no code with the stewards goes over the books. */
class ChainTest extends StewardScenario {

    private static final int COMMANDS = 5_000;
    private static final List<String> WALLETS = List.of("alice", "bob", "carol", "dave");
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "BTC");

    @Test
    void chainsHoldAndMoneyIsConservedWhateverIsAsked() {
        long seed = System.nanoTime();
        System.out.println("ChainTest: seed " + seed);
        Random random = new Random(seed);
        Auditor auditor = new Auditor("a key for tests, of 32 bytes.  .".getBytes());
        for (int i = 0; i < COMMANDS; i++) {
            when(command("c-" + i, random));
            for (TestRecord<byte[], byte[]> fact : records(Topic.FACTS)) {
                auditor.check(fact);
                auditor.checkBalance();
            }
        }
        assertThat(auditor.typesSeen())
                .containsExactlyInAnyOrder(
                        "WalletOpened",
                        "WalletDescribed",
                        "MoneyDeposited",
                        "MoneyWithdrawn",
                        "TransferPromised",
                        "TransferReceived",
                        "TransferRefused",
                        "TransferReturned",
                        "WalletFrozen",
                        "WalletUnfrozen",
                        "WalletClosed");
        assertThat(auditor.promisesInFlight()).as("promises that never ended").isEmpty();
    }

    private static Command command(String id, Random random) {
        String wallet = oneOf(WALLETS, random);
        String currency = oneOf(CURRENCIES, random);
        String money = random.nextInt(1, 100) + " " + currency;
        return switch (random.nextInt(20)) {
            case 0 -> Asks.open(id, wallet, "owner " + random.nextInt(3));
            case 1 -> Asks.freeze(id, wallet);
            case 2, 3 -> Asks.unfreeze(id, wallet);
            // Wallets that close stay closed: there are always new ones.
            case 4 -> Asks.close(id, "short-lived-" + random.nextInt(30));
            case 5 -> Asks.open(id, "short-lived-" + random.nextInt(30));
            case 6, 7 -> Asks.transfer(id, wallet, "short-lived-" + random.nextInt(30), money);
            case 8, 9, 10 -> Asks.withdraw(id, wallet, money);
            case 11, 12, 13 -> Asks.deposit(id, wallet, money);
            default -> Asks.transfer(id, wallet, oneOf(WALLETS, random), money);
        };
    }

    private static String oneOf(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
