package dev.promissory.views;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.protocol.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a wallet's state can be vouched for.
 *
 * @param keyed whether every fact folded so far carried a mac that the stewards' key confirmed; false as soon as one was
 *     folded by a view without the key, which can only check the chain of hashes
 * @param doubt what was met and not folded; empty when nothing is wrong
 * @param furthest the sequence of the last genuine fact that was met and could not be folded, since one before it is
 *     missing; 0 when there is none
 */
record Trust(boolean keyed, Optional<Doubt> doubt, long furthest) implements Standing {

    /** What a fact that cannot be folded tells; ordered from bad to worse, and the worst met is shown. */
    enum Kind {
        /** One before it is missing: omission. */
        GAP("gap"),
        /** It is not what the steward wrote after the last one, or does not add up: commission or corruption. */
        FORGED("forged"),
        /** The stewards' history holds two facts with one sequence. No later fact can undo that. */
        FORKED("forked");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /**
     * @param sequence the first that the view cannot vouch for
     * @param since the time of the record that raised the doubt
     */
    record Doubt(Kind kind, long sequence, Instant since) {}

    static final Trust UNTESTED = new Trust(true, Optional.empty(), 0);

    @Override
    public String state() {
        return doubt.map(met -> met.kind().label()).orElse(keyed ? "verified" : "chained");
    }

    /** After a fact that cannot be folded: the worst kind is kept, and of that kind the lowest sequence. */
    Trust doubting(Doubt met) {
        return doubt.filter(known -> !isWorse(met, known)).isPresent()
                ? this
                : new Trust(keyed, Optional.of(met), furthest);
    }

    private static boolean isWorse(Doubt met, Doubt known) {
        int worse = met.kind().compareTo(known.kind());
        return worse > 0 || worse == 0 && met.sequence() < known.sequence();
    }

    /** After a genuine fact that is not the next one. */
    Trust missing(Doubt gap, long met) {
        Trust doubting = doubting(gap);
        return met > furthest ? new Trust(keyed, doubting.doubt(), met) : doubting;
    }

    /**
     * After the next good fact: what was missing has come, unless one was met that lies further still; what was forged
     * is overruled; a fork stays a fork.
     */
    Trust folding(boolean withKey, long sequence) {
        boolean stillMissing = furthest > sequence;
        Optional<Doubt> left = doubt.filter(met -> met.kind() == Kind.FORKED || stillMissing)
                .map(met -> met.kind() == Kind.FORKED ? met : new Doubt(Kind.GAP, sequence + 1, met.since()));
        return new Trust(keyed && withKey, left, stillMissing ? furthest : 0);
    }

    /** What is to be said of the history up to and with this sequence: a doubt about a later fact does not touch it. */
    Trust upTo(long sequence) {
        return new Trust(keyed, doubt.filter(met -> met.sequence() <= sequence), furthest);
    }

    @Override
    public void writeDoubt(JsonGenerator json) throws IOException {
        if (doubt.isPresent()) {
            json.writeNumberField("sequence", doubt.get().sequence());
            json.writeStringField("since", Json.time(doubt.get().since()));
        }
    }

    void write(RowWriter row) {
        row.flag(keyed).one(doubt.map(met -> met.kind().ordinal()).orElse(-1));
        doubt.ifPresent(met -> row.number(met.sequence()).time(met.since()));
        row.number(furthest);
    }

    static Trust read(RowReader row) {
        boolean keyed = row.flag();
        int kind = row.one();
        Optional<Doubt> doubt =
                kind < 0 ? Optional.empty() : Optional.of(new Doubt(Kind.values()[kind], row.number(), row.time()));
        return new Trust(keyed, doubt, row.number());
    }
}
