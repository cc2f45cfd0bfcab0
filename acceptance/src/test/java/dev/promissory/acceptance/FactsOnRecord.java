package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Evolution;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferReserved;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * All facts of one currency, read back and folded. Reading them already proves what every reader may rely on: each
 * wallet's chain is whole and gapless, every stated balance follows from the amounts, and no balance is negative.
 */
record FactsOnRecord(List<Fact> facts, Map<WalletId, Wallet> wallets, Map<PromiseId, BigDecimal> inFlight) {

    static FactsOnRecord of(List<ConsumerRecord<byte[], byte[]>> records) {
        List<Fact> facts = new ArrayList<>();
        Map<WalletId, Wallet> wallets = new TreeMap<>();
        Map<WalletId, String> hashes = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> each : records) {
            Fact fact = FactJson.read(each.value());
            Wallet before = wallets.getOrDefault(fact.walletId(), Wallet.unopened(fact.walletId()));
            assertThat(Evolution.agrees(before, fact))
                    .as("%s follows %s", KafkaDesk.text(each.value()), before)
                    .isTrue();
            String previous = hashes.getOrDefault(fact.walletId(), "00".repeat(32));
            assertThat(KafkaDesk.header(each, "previous-hash")).isEqualTo(previous);
            assertThat(KafkaDesk.header(each, "fact-hash")).isEqualTo(chained(previous, each.value()));
            hashes.put(fact.walletId(), KafkaDesk.header(each, "fact-hash"));
            facts.add(fact);
            wallets.put(fact.walletId(), Evolution.evolve(before, fact));
        }
        assertThat(wallets.values())
                .allSatisfy(wallet -> assertThat(wallet.balances().values())
                        .noneMatch(balance -> balance.total().isNegative()));
        return new FactsOnRecord(List.copyOf(facts), wallets, inFlight(facts));
    }

    int count() {
        return facts.size();
    }

    /** The facts that this command led to, here and at the other end of its promise. */
    List<String> typesOf(String commandId) {
        return facts.stream()
                .filter(fact -> fact.head().commandId().value().equals(commandId))
                .map(FactJson::type)
                .toList();
    }

    /** Whatever came in and did not go out is in some wallet, or on its way to one. */
    void assertConserved() {
        BigDecimal expected = BigDecimal.ZERO;
        for (Fact fact : facts) {
            if (fact instanceof MoneyDeposited deposited) {
                expected = expected.add(deposited.money().amount());
            } else if (fact instanceof MoneyWithdrawn withdrawn) {
                expected = expected.subtract(withdrawn.money().amount());
            }
        }
        BigDecimal found = total().add(inFlight.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
        assertThat(found).isEqualByComparingTo(expected);
    }

    BigDecimal total() {
        return wallets.values().stream()
                .flatMap(wallet -> wallet.balances().values().stream())
                .map(Balance::total)
                .map(money -> money.amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A promise may be seen to end before it is seen to begin: they are on different partitions. */
    private static Map<PromiseId, BigDecimal> inFlight(List<Fact> facts) {
        Map<PromiseId, BigDecimal> open = new HashMap<>();
        for (Fact fact : facts) {
            if (fact instanceof TransferPromised promised) {
                open.merge(promised.promiseId(), amount(promised.legs()), BigDecimal::add);
            } else if (fact instanceof TransferReserved reserved) {
                open.merge(reserved.promiseId(), amount(reserved.legs()), BigDecimal::add);
            } else if (fact instanceof TransferReceived received) {
                BigDecimal arrived =
                        amount(received.postings().stream().map(Posting::leg).toList());
                open.merge(received.promiseId(), arrived.negate(), BigDecimal::add);
            } else if (fact instanceof TransferReturned returned) {
                open.merge(returned.promiseId(), amount(returned.legs()).negate(), BigDecimal::add);
            }
        }
        open.values().removeIf(amount -> amount.signum() == 0);
        return open;
    }

    private static BigDecimal amount(List<Leg> legs) {
        return legs.stream().map(leg -> leg.money().amount()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String chained(String previous, byte[] value) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(HexFormat.of().parseHex(previous));
            return HexFormat.of().formatHex(sha256.digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
