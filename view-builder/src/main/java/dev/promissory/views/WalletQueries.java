package dev.promissory.views;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Reads wallets and their statements. */
final class WalletQueries {

    private static final String WALLETS = "wallets";

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
    record AllWallets(MergedRange<WalletAsOf> range, Instant asOf) implements AutoCloseable {
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

    Listed<WalletAsOf> wallets(int limit, Optional<String> cursor) {
        List<Partitions.Part> parts = partitions.all();
        try (MergedRange<WalletAsOf> range = range(parts, afterWallet(cursor.map(c -> Cursor.read(WALLETS, c))))) {
            List<WalletAsOf> items = new ArrayList<>();
            while (range.hasNext() && items.size() < limit) {
                items.add(range.next().value);
            }
            Optional<String> next = range.hasNext()
                    ? Optional.of(Cursor.after(
                            WALLETS, items.getLast().row().wallet().id().value()))
                    : Optional.empty();
            return new Listed<>(items, next, Partitions.asOf(parts));
        }
    }

    /** All wallets, in order of their ids, read as they are asked for. */
    AllWallets allWallets() {
        List<Partitions.Part> parts = partitions.all();
        return new AllWallets(range(parts, Keys.firstWallet()), Partitions.asOf(parts));
    }

    /** Newest first. A journal has one too: its facts are what a reversal has to show. */
    Listed<Fact> statement(WalletId id, int limit, Optional<String> cursor, OptionalLong minSequence) {
        String list = "statement " + id;
        OptionalLong before = sequence(cursor.map(c -> Cursor.read(list, c)));
        Seen seen = see(id, minSequence);
        if (seen.row().isEmpty()) {
            throw ViewProblems.walletNotFound(id.value());
        }
        long newest = before.isPresent() ? before.getAsLong() - 1 : seen.sequence();
        List<Fact> items = new ArrayList<>();
        if (newest >= 1) {
            try (KeyValueIterator<Bytes, byte[]> facts =
                    seen.part().wallets().reverseRange(Keys.fact(id, 1), Keys.fact(id, newest))) {
                while (facts.hasNext() && items.size() < limit) {
                    KeyValue<Bytes, byte[]> row = facts.next();
                    items.add(FactJson.read(FoldedFact.fromBytes(row.value).value()));
                }
            }
        }
        // Sequences are gapless, so what comes next is known without looking.
        boolean more = !items.isEmpty() && items.getLast().sequence() > 1;
        Optional<String> next = more
                ? Optional.of(Cursor.after(list, Long.toString(items.getLast().sequence())))
                : Optional.empty();
        return new Listed<>(items, next, seen.part().asOf());
    }

    private Seen see(WalletId id) {
        Partitions.Part part = partitions.of(id);
        return new Seen(part, StewardRows.find(part.wallets()::get, id));
    }

    private static MergedRange<WalletAsOf> range(List<Partitions.Part> parts, Bytes from) {
        return MergedRange.open(
                parts,
                part -> part.wallets().range(from, Keys.lastWallet()),
                (part, key, row) -> new WalletAsOf(WalletRow.fromBytes(Keys.walletOf(key), row), part.asOf()),
                (one, other) -> one);
    }

    private static Bytes afterWallet(Optional<String> last) {
        return last.map(id -> {
                    if (!WalletId.isValid(id)) {
                        throw ViewProblems.badCursor();
                    }
                    return Keys.afterWallet(new WalletId(id));
                })
                .orElseGet(Keys::firstWallet);
    }

    private static OptionalLong sequence(Optional<String> last) {
        if (last.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong sequence = Parameters.wholeNumber(last.get());
        if (sequence.isEmpty() || sequence.getAsLong() < 1) {
            throw ViewProblems.badCursor();
        }
        return sequence;
    }
}
