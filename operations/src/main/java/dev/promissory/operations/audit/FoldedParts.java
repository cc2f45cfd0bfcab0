package dev.promissory.operations.audit;

import dev.promissory.domain.PromiseId;
import dev.promissory.operations.scratch.Rows;
import dev.promissory.views.SeenPart;
import dev.promissory.views.SeenPromise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The parts of all wallets in all promises, as the facts tell them; and the promises they make together. */
final class FoldedParts {

    private final Rows rows;
    private final Comparison<SeenPart> views;
    private final Differences differences;

    FoldedParts(Rows rows, Comparison<SeenPart> views, Differences differences) {
        this.rows = rows;
        this.views = views;
        this.differences = differences;
    }

    void fold(GoodFact fact) {
        SeenPart.of(fact.fact()).ifPresent(told -> {
            byte[] key = told.key();
            Optional<SeenPart> known = Optional.ofNullable(rows.get(key)).map(row -> SeenPart.read(key, row));
            known.flatMap(told::repeated).ifPresent(step -> tellRepeated(step, told, fact));
            SeenPart part = known.map(earlier -> earlier.join(told)).orElse(told);
            rows.put(key, part.toBytes());
            views.folded(key, known.map(SeenPart::lastSequence).orElse(0L), part, fact);
        });
    }

    /** Both facts may be sealed and in their places, and each wallet's own sums right: it is the two together that are not. */
    private void tellRepeated(String step, SeenPart told, GoodFact fact) {
        differences.add(
                Where.PROMISES,
                "twice",
                fact.walletId(),
                fact.fact().sequence(),
                fact.walletId() + " has " + step + " twice in promise " + told.promiseId());
    }

    /** Each promise once, with all its parts: they lie side by side. */
    void forEachPromise(Consumer<SeenPromise> reader) {
        List<SeenPart> parts = new ArrayList<>();
        rows.forEach((key, row) -> {
            SeenPart part = SeenPart.read(key, row);
            if (!parts.isEmpty() && !parts.getFirst().promiseId().equals(part.promiseId())) {
                reader.accept(SeenPromise.of(parts));
                parts.clear();
            }
            parts.add(part);
        });
        if (!parts.isEmpty()) {
            reader.accept(SeenPromise.of(parts));
        }
    }

    /** Whether the one that made it has said so. */
    boolean isMade(PromiseId id) {
        byte[] key = SeenPart.key(id, id.sender());
        byte[] row = rows.get(key);
        return row != null && SeenPromise.of(List.of(SeenPart.read(key, row))).isMade();
    }
}
