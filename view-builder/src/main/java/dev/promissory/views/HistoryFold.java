package dev.promissory.views;

import dev.promissory.domain.Fact;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keeps, beside the statements, what their past is found by without a scan: now and then a wallet as it was, each
 * reference that a fact carries, each name and value that a wallet was described with.
 *
 * <p>Rows are only ever added, and before the wallet's own, into the same store: whatever a wallet's row tells is found
 * here, also after a crash. What was true once and no longer is (an older description) stays: who finds a wallet by it
 * looks at the wallet.
 */
final class HistoryFold {

    /** At most this many facts are folded anew to see a wallet as it was. */
    static final int SNAPSHOT_EVERY = 128;

    /** Nothing but a version: the key tells all. */
    private static final byte[] HERE = new RowWriter(1).bytes();

    private final Table wallets;
    private final int snapshotEvery;

    HistoryFold(Table wallets, int snapshotEvery) {
        this.wallets = wallets;
        this.snapshotEvery = snapshotEvery;
    }

    void keep(Verdict.Folds folds) {
        Fact fact = folds.fact();
        WalletRow after = folds.after();
        fact.head().memo().reference().ifPresent(reference -> {
            Bytes key = Keys.reference(Term.reference(reference), fact.walletId(), fact.sequence());
            wallets.put(key, HERE);
        });
        if (!after.metadata().equals(folds.before().metadata())) {
            after.metadata()
                    .forEach((name, value) ->
                            wallets.put(Keys.described(Term.metadata(name, value), fact.walletId()), HERE));
        }
        if (fact.sequence() % snapshotEvery == 0) {
            wallets.put(Keys.snapshot(fact.walletId(), fact.sequence()), after.toBytes());
        }
    }
}
