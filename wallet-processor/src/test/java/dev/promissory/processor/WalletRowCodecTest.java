package dev.promissory.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.Wallet.Status;
import dev.promissory.domain.WalletId;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WalletRowCodecTest {

    private static final WalletId ALICE = new WalletId("alice");

    @Test
    void whatIsWrittenIsRead() {
        long seed = System.nanoTime();
        System.out.println("WalletRowCodecTest: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            WalletRow row = row(random);
            WalletRow read = WalletRowCodec.read(ALICE, WalletRowCodec.write(row));
            assertThat(read.wallet()).isEqualTo(row.wallet());
            assertThat(read.lastHash()).isEqualTo(row.lastHash());
        }
    }

    @Test
    void anotherVersionsBytesAreRefused() {
        byte[] bytes = WalletRowCodec.write(WalletRow.unopened(ALICE));
        bytes[0] = 3;
        assertThatIllegalStateException()
                .isThrownBy(() -> WalletRowCodec.read(ALICE, bytes))
                .withMessage("wallet row of alice has version 3");
    }

    @Test
    void aRowThatIsCutShortIsRefusedWhereverItEnds() {
        byte[] bytes = WalletRowCodec.write(row(new Random(7)));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> WalletRowCodec.read(ALICE, cut)).isInstanceOf(UncheckedIOException.class);
        }
    }

    private static WalletRow row(Random random) {
        Status[] statuses = Status.values();
        TreeMap<Currency, Balance> balances = new TreeMap<>();
        for (Balance balance : RandomMoney.balances(random)) {
            balances.put(balance.currency(), balance);
        }
        TreeMap<Currency, Money> limits = new TreeMap<>();
        TreeMap<String, String> metadata = new TreeMap<>();
        if (random.nextBoolean()) {
            limits.put(new Currency("EUR"), Money.of("100.50", "EUR"));
            metadata.put("tier", "gold \uD83D\uDE00");
        }
        Wallet wallet = new Wallet(
                ALICE,
                statuses[random.nextInt(statuses.length)],
                random.nextBoolean() ? Optional.of("Älice \uD83D\uDE00".repeat(random.nextInt(20))) : Optional.empty(),
                random.nextLong(Long.MAX_VALUE),
                Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)),
                balances,
                limits,
                metadata);
        byte[] hash = new byte[32];
        random.nextBytes(hash);
        return new WalletRow(wallet, hash);
    }
}
