package dev.promissory.views;

import dev.promissory.domain.Currency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;

/** Reads what the mint has issued and given. */
final class MintQueries {

    private static final String MINT = "mint";

    private final Partitions partitions;
    private final Patience patience;

    /** @param patience how long to wait until the view has seen what the caller has seen */
    MintQueries(Partitions partitions, Duration patience) {
        this.partitions = partitions;
        this.patience = new Patience(patience);
    }

    /** A currency at the mint, up to a moment; as before its first fact when there is none. */
    record MintedAsOf(MintRow row, Instant asOf) {

        /** Whether anything was ever heard of it, be it only a fact that could not be folded. */
        boolean known() {
            return row.lastOffset() >= 0;
        }
    }

    /**
     * The currency, once the view has seen the sequence.
     *
     * @throws dev.promissory.kit.ProblemException 503 {@code view-behind} when that takes too long
     */
    MintedAsOf currency(Currency currency, OptionalLong minSequence) {
        return patience.see(
                () -> see(currency),
                seen -> seen.row().minted().sequence(),
                minSequence,
                () -> ViewProblems.behind("currency " + currency + " at the mint", minSequence.orElseThrow()));
    }

    Listed<MintedAsOf> currencies(int limit, Optional<String> cursor) {
        List<Partitions.Part> parts = partitions.allOfMint();
        Bytes from = afterCurrency(cursor.map(c -> Cursor.read(MINT, c)));
        try (MergedRange<MintedAsOf> range = MergedRange.open(
                parts,
                part -> part.mint().range(from, Keys.lastMinted()),
                (part, key, row) -> new MintedAsOf(MintRow.fromBytes(Keys.mintedOf(key), row), part.asOf()),
                (one, other) -> one)) {
            List<MintedAsOf> items = new ArrayList<>();
            while (range.hasNext() && items.size() < limit) {
                items.add(range.next().value);
            }
            Optional<String> next = range.hasNext()
                    ? Optional.of(Cursor.after(
                            MINT, items.getLast().row().minted().currency().code()))
                    : Optional.empty();
            return new Listed<>(items, next, Partitions.asOf(parts), Optional.empty());
        }
    }

    private MintedAsOf see(Currency currency) {
        Partitions.Part part = partitions.of(currency);
        byte[] row = part.mint().get(Keys.minted(currency));
        return new MintedAsOf(row == null ? MintRow.unknown(currency) : MintRow.fromBytes(currency, row), part.asOf());
    }

    private static Bytes afterCurrency(Optional<String> last) {
        return last.map(code -> {
                    if (!Currency.isValid(code)) {
                        throw ViewProblems.badCursor();
                    }
                    return Keys.afterMinted(new Currency(code));
                })
                .orElseGet(Keys::firstMinted);
    }
}
