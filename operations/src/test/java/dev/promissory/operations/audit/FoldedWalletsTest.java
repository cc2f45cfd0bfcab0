package dev.promissory.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.operations.scratch.Rows;
import dev.promissory.operations.scratch.Scratch;
import dev.promissory.operations.scratch.StoredRows;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the facts make of a wallet and what others keep of it lie side by side and do not touch each other. */
class FoldedWalletsTest {

    private static final WalletId ALICE = new WalletId("alice");

    private final Scratch scratch = Scratch.open("test");
    private final StoredRows files = scratch.rows();
    private final FoldedWallets wallets = new FoldedWallets(files);
    private final Rows stewards = wallets.keptBy(1, 0);
    private final Rows views = wallets.keptBy(2, 1);

    @AfterEach
    void close() {
        scratch.close();
    }

    @Test
    void eachKeeperFindsWhatItHasPut() {
        stewards.put(bytes("alice"), bytes("steward's"));
        views.put(bytes("walice"), bytes("view's"));
        views.put(bytes("jalice"), bytes("a journal's"));

        assertThat(stewards.get(bytes("alice"))).isEqualTo(bytes("steward's"));
        assertThat(views.get(bytes("walice"))).isEqualTo(bytes("view's"));
        assertThat(rows(stewards)).containsExactly("alice=steward's");
        assertThat(rows(views)).containsExactlyInAnyOrder("walice=view's", "jalice=a journal's");
    }

    @Test
    void theNewestRowCountsAndARemovedOneIsGone() {
        stewards.put(bytes("alice"), bytes("old"));
        stewards.put(bytes("alice"), bytes("new"));
        views.put(bytes("walice"), bytes("view's"));
        views.put(bytes("walice"), null);

        assertThat(stewards.get(bytes("alice"))).isEqualTo(bytes("new"));
        assertThat(views.get(bytes("walice"))).isNull();

        stewards.put(bytes("alice"), null);

        assertThat(rows(stewards)).isEmpty();
    }

    @Test
    void aWalletThatOnlyOthersKeepHasNoFacts() {
        stewards.put(bytes("alice"), bytes("steward's"));

        assertThat(wallets.get(ALICE).wallet()).isEqualTo(Wallet.unopened(ALICE));
        wallets.forEach(
                folded -> assertThat(folded).as("a wallet without facts").isNull());
    }

    @Test
    void whatMovesKeepsItsRowsThroughTheStore() {
        stewards.put(bytes("alice"), bytes("steward's"));
        wallets.put(wallets.get(ALICE).withGap());
        for (int i = 0; i < 30_000; i++) {
            wallets.put(wallets.get(new WalletId("wallet-" + i)).withGap());
        }

        assertThat(wallets.get(ALICE).gap()).isTrue();
        assertThat(stewards.get(bytes("alice"))).isEqualTo(bytes("steward's"));
        assertThat(wallets.get(new WalletId("wallet-29999")).gap()).isTrue();
        assertThat(wallets.get(new WalletId("wallet-30000")).gap()).isFalse();
    }

    @Test
    void howOftenAWalletMovedDoesNotMakeItsFileLonger() {
        for (int i = 0; i < 10_000; i++) {
            stewards.put(bytes("alice"), bytes("steward's " + i));
            views.put(bytes("walice"), bytes("view's " + i));
            stewards.put(bytes("wallet-" + i), bytes("steward's"));
        }

        assertThat(stewards.get(bytes("alice"))).isEqualTo(bytes("steward's 9999"));
        assertThat(views.get(bytes("walice"))).isEqualTo(bytes("view's 9999"));
        assertThat(files.get(bytes("alice")).length).isLessThan(100);
    }

    @Test
    void theNewestRowCountsAlsoWhenManyOthersCameInBetween() {
        stewards.put(bytes("alice"), bytes("old"));
        stewards.put(bytes("bob"), bytes("steward's"));
        for (int i = 0; i < 30_000; i++) {
            stewards.put(bytes("wallet-" + i), bytes("steward's"));
        }
        stewards.put(bytes("alice"), bytes("new"));
        stewards.put(bytes("bob"), null);

        assertThat(stewards.get(bytes("alice"))).isEqualTo(bytes("new"));
        assertThat(rows(stewards)).hasSize(30_001).contains("alice=new").doesNotContain("bob=steward's");
    }

    private static List<String> rows(Rows rows) {
        List<String> seen = new ArrayList<>();
        rows.forEach((key, row) -> seen.add(text(key) + "=" + text(row)));
        return seen;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
