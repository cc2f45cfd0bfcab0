package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Wallet;
import dev.promissory.domain.Wallet.Status;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactSeal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RecentRowsTest {

    private static final WalletId ALICE = new WalletId("alice");

    private final RecentRows rows = new RecentRows();

    @Test
    void aRowIsFoundAsItWasLastPut() {
        rows.put(row(ALICE, Status.OPEN, 1), 100);
        WalletRow last = row(ALICE, Status.OPEN, 2);
        rows.put(last, 100);

        assertThat(rows.find(ALICE)).containsSame(last);
        assertThat(rows.find(new WalletId("bob"))).isEmpty();
    }

    @Test
    void aLongOneIsLeftToTheStore() {
        rows.put(row(ALICE, Status.OPEN, 1), 100);

        rows.put(row(ALICE, Status.OPEN, 2), 100_000);

        assertThat(rows.find(ALICE)).isEmpty();
    }

    @Test
    void soIsWhatHasAnotherPlaceOrMayTurnOutToHaveOne() {
        rows.put(row(ALICE, Status.OPEN, 1), 100);
        rows.put(row(ALICE, Status.JOURNAL, 2), 100);
        rows.put(WalletRow.unknown(new WalletId("bob")), 100);

        assertThat(rows.find(ALICE)).isEmpty();
        assertThat(rows.find(new WalletId("bob"))).isEmpty();
    }

    @Test
    void theyDoNotGrowWithoutEnd() {
        rows.put(row(ALICE, Status.OPEN, 1), 100);
        for (int number = 0; number < 10_000; number++) {
            rows.put(row(new WalletId("w" + number), Status.OPEN, 1), 100);
        }

        assertThat(rows.find(ALICE)).isEmpty();
        assertThat(rows.find(new WalletId("w9999"))).isPresent();
    }

    /** Of a history of everything that can happen, disturbed: out of order, again, changed or signed by another. */
    @Test
    void whoRemembersFoldsAsOneWhoReadsEveryRow() {
        long seed = System.nanoTime();
        System.out.println("RecentRowsTest: seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            Tables remembering = Tables.withKey();
            Tables reading = Tables.withKey();
            for (SealedFact fact : disturbed(LedgerWorld.history(random), random)) {
                reading.forget();

                Verdict expected = reading.fold(fact);

                assertThat(remembering.fold(fact)).hasSameClassAs(expected);
            }
            assertThat(remembering.contents()).as("round %d", round).isEqualTo(reading.contents());
        }
    }

    private static List<SealedFact> disturbed(List<SealedFact> history, Random random) {
        List<SealedFact> disturbed = new ArrayList<>();
        for (SealedFact fact : history) {
            switch (random.nextInt(12)) {
                case 0 -> disturbed.addAll(List.of(fact, fact));
                case 1 -> disturbed.addAll(List.of(fact.withValue("{}"), fact));
                case 2 -> disturbed.addAll(List.of(Pen.signedByAnother(fact), fact));
                case 3 -> disturbed.add(random.nextInt(disturbed.size() + 1), fact);
                case 4 -> disturbed.addAll(List.of(fact, history.get(random.nextInt(history.size()))));
                default -> disturbed.add(fact);
            }
        }
        return disturbed;
    }

    private static WalletRow row(WalletId id, Status status, long sequence) {
        Wallet wallet = new Wallet(
                id,
                status,
                Optional.empty(),
                sequence,
                Instant.EPOCH,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
        return new WalletRow(wallet, sequence, FactSeal.noPreviousHash(), Trust.UNTESTED);
    }
}
