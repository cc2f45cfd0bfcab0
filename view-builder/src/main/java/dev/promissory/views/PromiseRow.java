package dev.promissory.views;

import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Posting;
import dev.promissory.domain.WalletId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The steps of one promise that a partition knows. Each step is written by one fact of its own and always with the same
 * content, so steps may come in any order and any number of times, and the rows of the sender's and the receiver's
 * partitions join to the whole promise. No offset is needed to see that a step was applied: it is there.
 *
 * @param legs all of them once the sender's fact is known; before, the one whose receiver spoke first
 * @param reason why it was refused or returned
 * @param receivedAs the sequence, in its receiver's wallet, of the fact that kept a leg; for the legs that are kept
 */
record PromiseRow(
        List<Leg> legs,
        Instant promisedAt,
        Optional<Instant> receivedAt,
        Optional<Instant> refusedAt,
        Optional<Instant> returnedAt,
        Optional<String> refusedBy,
        Optional<String> reason,
        Map<Leg, Long> receivedAs) {

    private static final int VERSION = 2;

    private static final long NOT_RECEIVED = 0;

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
        legs = List.copyOf(legs);
        receivedAs = Map.copyOf(receivedAs);
    }

    static PromiseRow of(TransferPromised fact) {
        return new PromiseRow(
                fact.legs(),
                fact.head().at(),
                absent(),
                absent(),
                absent(),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    static PromiseRow of(TransferReceived fact) {
        List<Leg> legs = fact.postings().stream().map(Posting::leg).toList();
        return new PromiseRow(
                legs,
                fact.promisedAt(),
                Optional.of(fact.head().at()),
                absent(),
                absent(),
                Optional.empty(),
                Optional.empty(),
                legs.stream().distinct().collect(Collectors.toMap(leg -> leg, leg -> fact.sequence())));
    }

    static PromiseRow of(TransferRefused fact) {
        return new PromiseRow(
                fact.postings().stream().map(Posting::leg).toList(),
                fact.promisedAt(),
                absent(),
                Optional.of(fact.head().at()),
                absent(),
                Optional.of(fact.walletId().value()),
                Optional.of(fact.reason().code()),
                Map.of());
    }

    static PromiseRow of(TransferReturned fact) {
        return new PromiseRow(
                fact.legs(),
                fact.promisedAt(),
                absent(),
                absent(),
                Optional.of(fact.head().at()),
                Optional.of(fact.refusedBy().value()),
                Optional.of(fact.reason().code()),
                Map.of());
    }

    /** A refused promise is pending until its sender has the money back. */
    Status status() {
        if (returnedAt.isPresent()) {
            return Status.RETURNED;
        }
        return receivedAt.isPresent() ? Status.KEPT : Status.PENDING;
    }

    Optional<Instant> resolvedAt() {
        return returnedAt.or(() -> receivedAt);
    }

    /** All steps of both; the order of the two does not matter. */
    PromiseRow join(PromiseRow other) {
        return new PromiseRow(
                join(legs, other.legs),
                promisedAt,
                receivedAt.or(other::receivedAt),
                refusedAt.or(other::refusedAt),
                returnedAt.or(other::returnedAt),
                refusedBy.or(other::refusedBy),
                reason.or(other::reason),
                join(receivedAs, other.receivedAs));
    }

    /** A leg's first number, should it ever be kept twice: a sum of steps must not depend on their order. */
    private static Map<Leg, Long> join(Map<Leg, Long> one, Map<Leg, Long> other) {
        Map<Leg, Long> both = new HashMap<>(one);
        other.forEach((leg, sequence) -> both.merge(leg, sequence, Math::min));
        return both;
    }

    private static List<Leg> join(List<Leg> one, List<Leg> other) {
        if (one.containsAll(other)) {
            return one;
        }
        if (other.containsAll(one)) {
            return other;
        }
        List<Leg> all = new ArrayList<>(one);
        other.stream().filter(leg -> !one.contains(leg)).forEach(all::add);
        all.sort((a, b) -> a.to().compareTo(b.to()));
        return all;
    }

    byte[] toBytes() {
        RowWriter row = new RowWriter(VERSION)
                .time(promisedAt)
                .time(receivedAt)
                .time(refusedAt)
                .time(returnedAt)
                .text(refusedBy)
                .text(reason)
                .number(legs.size());
        legs.forEach(leg ->
                row.text(leg.to().value()).money(leg.money()).number(receivedAs.getOrDefault(leg, NOT_RECEIVED)));
        return row.bytes();
    }

    static PromiseRow fromBytes(byte[] bytes) {
        RowReader row = new RowReader(bytes, VERSION);
        Instant promisedAt = row.time();
        Optional<Instant> receivedAt = row.optionalTime();
        Optional<Instant> refusedAt = row.optionalTime();
        Optional<Instant> returnedAt = row.optionalTime();
        Optional<String> refusedBy = row.optionalText();
        Optional<String> reason = row.optionalText();
        List<Leg> legs = new ArrayList<>();
        Map<Leg, Long> receivedAs = new HashMap<>();
        for (long left = row.number(); left > 0; left--) {
            Leg leg = new Leg(new WalletId(row.text()), row.money());
            legs.add(leg);
            long sequence = row.number();
            if (sequence != NOT_RECEIVED) {
                receivedAs.put(leg, sequence);
            }
        }
        return new PromiseRow(legs, promisedAt, receivedAt, refusedAt, returnedAt, refusedBy, reason, receivedAs);
    }

    private static Optional<Instant> absent() {
        return Optional.empty();
    }
}
