package dev.promissory.views;

import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;

/** Reads wallets. */
final class WalletQueries {

    private final Partitions partitions;
    private final Patience patience;

    /** @param patience how long to wait until the view has seen what the caller has seen */
    WalletQueries(Partitions partitions, Duration patience) {
        this.partitions = partitions;
        this.patience = new Patience(patience);
    }

    /** A wallet, or a journal, as one partition shows it; no row when there is none. */
    record Seen(Partitions.Part part, Optional<WalletRow> row) {
        long sequence() {
            return row.map(known -> known.wallet().sequence()).orElse(0L);
        }
    }

    /** A wallet, up to a moment. */
    record WalletAsOf(WalletRow row, Instant asOf) {}

    /** To be closed. */
    record AllWallets(MergedRange<WalletAsOf> range, Instant asOf, SharedTrust trust) implements AutoCloseable {
        @Override
        public void close() {
            range.close();
        }
    }

    /**
     * The wallet, once the view has seen the sequence.
     *
     * @throws dev.promissory.kit.ProblemException 503 {@code view-behind} when that takes too long
     */
    Seen see(WalletId id, OptionalLong minSequence) {
        return patience.see(
                () -> see(id),
                Seen::sequence,
                minSequence,
                () -> ViewProblems.behind("wallet " + id, minSequence.orElseThrow()));
    }

    /** @throws dev.promissory.kit.ProblemException 404 {@code wallet-not-found}, also for a journal */
    WalletAsOf wallet(WalletId id, OptionalLong minSequence) {
        Seen seen = see(id, minSequence);
        WalletRow row = seen.row()
                .filter(known -> known.wallet().status() != Wallet.Status.JOURNAL)
                .orElseThrow(() -> ViewProblems.walletNotFound(id.value()));
        return new WalletAsOf(row, seen.part().asOf());
    }

    /** All wallets, in order of their ids, read as they are asked for. */
    AllWallets allWallets() {
        List<Partitions.Part> parts = partitions.all();
        return new AllWallets(range(parts, Keys.firstWallet()), Partitions.asOf(parts), Partitions.trust(parts));
    }

    private Seen see(WalletId id) {
        Partitions.Part part = partitions.of(id);
        return new Seen(part, StewardRows.find(part.wallets()::get, id));
    }

    /** Wallets from this key on. */
    static MergedRange<WalletAsOf> range(List<Partitions.Part> parts, Bytes from) {
        return MergedRange.open(
                parts,
                part -> part.wallets().range(from, Keys.lastWallet()),
                (part, key, row) -> new WalletAsOf(WalletRow.fromBytes(Keys.walletOf(key), row), part.asOf()),
                (one, other) -> one);
    }
}
