package dev.promissory.views;

import dev.promissory.domain.Occasion;
import dev.promissory.domain.Posting;
import dev.promissory.domain.WalletId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The steps that one wallet, or the journal itself, took in a promise. Each step is written by one fact of its own and
 * always with the same content, so steps may come any number of times. No offset is needed to see that one was applied:
 * it is there. {@link WholePromise} is what the rows of all who take part make together.
 *
 * <p>Each has a row of its own, so that a promise costs what its legs cost: with 100 receivers, the row that holds all
 * legs is written twice, and 100 short ones twice each. One row for all would be written 200 times with up to 100 legs.
 *
 * @param postings all of them in the row of who made the promise; in another's, those from and to that wallet
 * @param deadline of a journal, in its own row
 * @param refusal who did not take part, once this wallet has heard of it
 */
record PromiseRow(
        List<Posting> postings,
        Instant promisedAt,
        Optional<Instant> deadline,
        Occasion occasion,
        Map<Step, Taken> steps,
        Optional<Refusal> refusal) {

    private static final int VERSION = 2;

    /** What a wallet or journal can do in a promise. Rows hold the position: new ones go to the end. */
    enum Step {
        /** Made it, as sender or as journal. */
        PROMISED,
        /** Gave its money for a journal. */
        RESERVED,
        /** Agreed to take. */
        ACCEPTED,
        /** As sender or journal: all have agreed. As giver: its money is gone for good. */
        SETTLED,
        RECEIVED,
        REFUSED,
        /** As journal: gave up. As sender or giver: has its money back. */
        RETURNED,
        /** Had agreed to take, and will not get it. */
        RELEASED
    }

    /** @param sequence of the fact, in its wallet */
    record Taken(Instant at, long sequence) {}

    /** @param by the journal itself when its time ran out */
    record Refusal(WalletId by, String code) {}

    /** What becomes of a promise as a whole. */
    enum Status {
        PENDING("pending"),
        KEPT("kept"),
        RETURNED("returned");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    PromiseRow {
        postings = List.copyOf(postings);
        steps = Collections.unmodifiableMap(steps);
    }

    PromiseRow with(Refusal met) {
        return new PromiseRow(postings, promisedAt, deadline, occasion, steps, Optional.of(met));
    }

    PromiseRow until(Instant end) {
        return new PromiseRow(postings, promisedAt, Optional.of(end), occasion, steps, refusal);
    }

    boolean has(Step step) {
        return steps.containsKey(step);
    }

    Optional<Instant> at(Step step) {
        return Optional.ofNullable(steps.get(step)).map(Taken::at);
    }

    /** All steps of both; the order of the two does not matter. */
    PromiseRow join(PromiseRow other) {
        Map<Step, Taken> both = new EnumMap<>(Step.class);
        both.putAll(other.steps);
        both.putAll(steps);
        return new PromiseRow(
                join(postings, other.postings),
                promisedAt,
                deadline.or(other::deadline),
                occasion.equals(Occasion.NONE) ? other.occasion : occasion,
                both,
                refusal.or(other::refusal));
    }

    /** Legs may be alike: what one list has twice stays twice. */
    static List<Posting> join(List<Posting> one, List<Posting> other) {
        if (one.equals(other)) {
            return one;
        }
        List<Posting> all = new ArrayList<>(one);
        other.stream().filter(posting -> !one.contains(posting)).forEach(all::add);
        return all;
    }

    byte[] toBytes() {
        RowWriter row = new RowWriter(VERSION).time(promisedAt).time(deadline);
        OccasionFields.write(row, occasion);
        row.one(steps.size());
        steps.forEach((step, taken) -> row.one(step.ordinal()).time(taken.at()).number(taken.sequence()));
        row.flag(refusal.isPresent());
        refusal.ifPresent(met -> row.text(met.by().value()).text(met.code()));
        row.number(postings.size());
        postings.forEach(posting ->
                row.text(posting.from().value()).text(posting.to().value()).money(posting.money()));
        return row.bytes();
    }

    static PromiseRow fromBytes(byte[] bytes) {
        RowReader row = new RowReader(bytes, VERSION);
        Instant promisedAt = row.time();
        Optional<Instant> deadline = row.optionalTime();
        Occasion occasion = OccasionFields.read(row);
        Map<Step, Taken> steps = new EnumMap<>(Step.class);
        for (int left = row.one(); left > 0; left--) {
            steps.put(Step.values()[row.one()], new Taken(row.time(), row.number()));
        }
        Optional<Refusal> refusal =
                row.flag() ? Optional.of(new Refusal(new WalletId(row.text()), row.text())) : Optional.empty();
        List<Posting> postings = new ArrayList<>();
        for (long left = row.number(); left > 0; left--) {
            postings.add(new Posting(new WalletId(row.text()), new WalletId(row.text()), row.money()));
        }
        return new PromiseRow(postings, promisedAt, deadline, occasion, steps, refusal);
    }
}
