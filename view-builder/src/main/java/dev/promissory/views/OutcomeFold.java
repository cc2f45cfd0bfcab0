package dev.promissory.views;

import dev.promissory.domain.Rejection;
import dev.promissory.protocol.Outcome;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;

/**
 * Keeps the answers to each command, of which the first counts; {@link OutcomeQuery} finds it. A replay repeats it and a
 * reused id has nothing to do with it: neither is kept. Another answer comes only after the stewards have forgotten the
 * first, so there are a few at most, and what was there before is not looked for: that took longer than all else about an
 * outcome. What is folded again after a crash is kept twice, which changes no answer.
 *
 * <p>That a command was malformed is only worth keeping until it came well-formed. It may be said any number of times, so of
 * that only the first is kept, and only where there is no answer yet.
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
        boolean malformed = isMalformed(outcome);
        if (!malformed || !isAnswered(key, time)) {
            outcomes.put(key, new KeptOutcome(malformed, value).toBytes(), time);
        }
    }

    private boolean isAnswered(Bytes key, long time) {
        long from = Math.max(0, time - ViewTopology.OUTCOMES_KEPT.toMillis());
        long to = time + ViewTopology.OUTCOMES_KEPT.toMillis();
        try (WindowStoreIterator<byte[]> known = outcomes.fetch(key, from, to)) {
            return known.hasNext();
        }
    }

    static boolean isMalformed(Outcome outcome) {
        return is(outcome, Rejection.MALFORMED_COMMAND);
    }

    private static boolean is(Outcome outcome, Rejection rejection) {
        return outcome instanceof Outcome.Rejected rejected && rejected.rejection() == rejection;
    }
}
