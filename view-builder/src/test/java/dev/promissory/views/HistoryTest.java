package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Wallet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A wallet's past: exact after every fact, and found without reading the facts before. */
final class HistoryTest {

    private final Pen pen = new Pen();
    private final Tables tables = Tables.withKey();

    @Test
    void theWalletAfterEveryFactOfARandomHistory() {
        long seed = 20261123;
        Random random = new Random(seed);
        List<Wallet> then = new ArrayList<>();
        tables.fold(pen.open("alice", "Alice"));
        then.add(pen.wallet("alice"));
        while (then.size() < 300) {
            tables.fold(any(random));
            then.add(pen.wallet("alice"));
        }
        History history = history("alice");

        for (Wallet expected : then) {
            assertThat(history.after(expected.sequence()).wallet())
                    .as("seed %d, sequence %d", seed, expected.sequence())
                    .isEqualTo(expected);
        }
    }

    private SealedFact any(Random random) {
        String currency = "C" + random.nextInt(40);
        return switch (random.nextInt(6)) {
            case 0 -> pen.describe("alice", "Alice " + random.nextInt(100));
            case 1 ->
                pen.wallet("alice").status() == Wallet.Status.FROZEN ? pen.unfreeze("alice") : pen.freeze("alice");
            case 2 -> pen.withdraw("alice", "0." + (1 + random.nextInt(9)), currency);
            default -> pen.deposit("alice", "1" + random.nextInt(100), currency);
        };
    }

    @Test
    void timesAreFoundOnBothSidesOfEveryFact() {
        tables.fold(pen.open("alice", null));
        for (int line = 2; line <= 40; line++) {
            tables.fold(pen.deposit("alice", "1.00", "EUR"));
        }
        History history = history("alice");

        for (int line = 1; line <= 40; line++) {
            Instant at = Pen.START.plusSeconds(line);
            assertThat(history.lastUpTo(at)).isEqualTo(line);
            assertThat(history.lastUpTo(at.plusNanos(1))).isEqualTo(line);
            assertThat(history.lastUpTo(at.minusNanos(1))).isEqualTo(line - 1);
            assertThat(history.lastBefore(at)).isEqualTo(line - 1);
            assertThat(history.lastBefore(at.plusNanos(1))).isEqualTo(line);
        }
    }

    @Test
    void ofSeveralFactsAtOneTimeTheLastCounts() {
        tables.fold(pen.open("alice", null));
        for (int line = 2; line <= 5; line++) {
            tables.fold(pen.at(Pen.START.plusSeconds(9)).deposit("alice", "1.00", "EUR"));
        }
        tables.fold(pen.deposit("alice", "1.00", "EUR"));

        assertThat(history("alice").lastUpTo(Pen.START.plusSeconds(9))).isEqualTo(5);
        assertThat(history("alice").lastBefore(Pen.START.plusSeconds(9))).isEqualTo(1);
    }

    @Test
    void aLookReadsAFewRowsHoweverLongTheHistory() {
        Tables real = Tables.withSnapshots(HistoryFold.SNAPSHOT_EVERY);
        real.fold(pen.open("alice", null));
        for (int line = 2; line <= 20_000; line++) {
            real.fold(pen.deposit("alice", "1.00", "EUR"));
        }
        CountingStore store = new CountingStore(real.wallets);
        History history = new History(real.wallet("alice"), store);

        for (long sequence : new long[] {1, 127, 128, 129, 9_999, 19_967, 19_968, 19_999}) {
            assertThat(history.lastUpTo(Pen.START.plusSeconds(sequence))).isEqualTo(sequence);
            assertThat(store.read()).as("to find the time of %d", sequence).isLessThanOrEqualTo(15);
            assertThat(history.after(sequence).wallet().sequence()).isEqualTo(sequence);
            assertThat(store.read()).as("to see the wallet after %d", sequence).isLessThanOrEqualTo(128);
        }
    }

    private History history(String id) {
        return new History(tables.wallet(id), new CountingStore(tables.wallets));
    }
}
