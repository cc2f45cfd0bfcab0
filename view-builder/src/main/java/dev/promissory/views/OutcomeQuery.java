package dev.promissory.views;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.WindowStoreIterator;

/** Finds the first outcome of a command. It is on its asker's partition, and nobody remembers which: all are asked. */
final class OutcomeQuery {

    private final Partitions partitions;
    private final Clock clock;

    OutcomeQuery(Partitions partitions, Clock clock) {
        this.partitions = partitions;
        this.clock = clock;
    }

    record OutcomeAsOf(Outcome outcome, Instant asOf) {}

    private record Candidate(long time, KeptOutcome kept) {

        /** A real outcome before a malformed one, then the earlier; within a millisecond the one that was found first. */
        boolean isBefore(Candidate other) {
            return kept.malformed() == other.kept.malformed() ? time < other.time : other.kept.malformed();
        }
    }

    /** @throws dev.promissory.kit.ProblemException 404 {@code command-not-found} */
    OutcomeAsOf outcome(WalletId walletId, CommandId commandId) {
        List<Partitions.Part> parts = partitions.allOfOutcomes();
        Bytes key = Keys.outcome(walletId, commandId);
        Optional<Candidate> first = Optional.empty();
        for (Partitions.Part part : parts) {
            first = earliest(part, key, first);
        }
        KeptOutcome kept = first.orElseThrow(() -> ViewProblems.commandNotFound(commandId.value()))
                .kept();
        return new OutcomeAsOf(OutcomeJson.read(kept.value()), Partitions.asOf(parts));
    }

    /** What is over age may still lie in a store that nothing has been added to: it is not looked at. */
    private Optional<Candidate> earliest(Partitions.Part part, Bytes key, Optional<Candidate> best) {
        Instant now = clock.instant();
        Instant from = now.minus(ViewTopology.OUTCOMES_KEPT);
        Instant to = now.plus(ViewTopology.OUTCOMES_KEPT);
        Optional<Candidate> first = best;
        try (WindowStoreIterator<byte[]> rows = part.outcomes().fetch(key, from, to)) {
            while (rows.hasNext()) {
                KeyValue<Long, byte[]> row = rows.next();
                Candidate candidate = new Candidate(row.key, KeptOutcome.fromBytes(row.value));
                if (first.isEmpty() || candidate.isBefore(first.get())) {
                    first = Optional.of(candidate);
                }
            }
        }
        part.requireStillHere();
        return first;
    }
}
