package dev.promissory.views;

import dev.promissory.domain.Rejection;
import dev.promissory.protocol.Outcome;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Keeps the first answer to each command. A replay repeats it and a reused id has nothing to do with it: neither is
 * kept. That a command was malformed is only worth keeping until it came well-formed: then both are there, and the real
 * one counts.
 */
final class OutcomeFold {

    private final WindowStore<Bytes, byte[]> outcomes;

    OutcomeFold(WindowStore<Bytes, byte[]> outcomes) {
        this.outcomes = outcomes;
    }

    /** @param time of the outcome's record, in milliseconds */
    void fold(Outcome outcome, long time, byte[] value) {
        if (outcome.replayed() || is(outcome, Rejection.COMMAND_ID_REUSED)) {
            return;
        }
        Bytes key = Keys.outcome(outcome.walletId(), outcome.commandId());
        if (!isAnswered(key, time, isMalformed(outcome))) {
            outcomes.put(key, new KeptOutcome(isMalformed(outcome), value).toBytes(), time);
        }
    }

    private boolean isAnswered(Bytes key, long time, boolean byAny) {
        long from = Math.max(0, time - ViewTopology.OUTCOMES_KEPT.toMillis());
        long to = time + ViewTopology.OUTCOMES_KEPT.toMillis();
        try (WindowStoreIterator<byte[]> known = outcomes.fetch(key, from, to)) {
            while (known.hasNext()) {
                KeyValue<Long, byte[]> row = known.next();
                if (byAny || !KeptOutcome.fromBytes(row.value).malformed()) {
                    return true;
                }
            }
            return false;
        }
    }

    static boolean isMalformed(Outcome outcome) {
        return is(outcome, Rejection.MALFORMED_COMMAND);
    }

    private static boolean is(Outcome outcome, Rejection rejection) {
        return outcome instanceof Outcome.Rejected rejected && rejected.rejection() == rejection;
    }
}
