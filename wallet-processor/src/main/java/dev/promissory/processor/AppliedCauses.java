package dev.promissory.processor;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the stewards have come in their inputs, told from what followed. A fact was certainly written by a steward, so
 * its cause counts always; what anybody can write (a dead letter, a copied message or outcome) says so only where the
 * group has no committed offset, or a forged one would make the stewards skip commands.
 *
 * <p>A cause from before the input's oldest record, or at or beyond its end, is of a topic of that name that is gone: a
 * topic that was made anew begins with new records.
 */
final class AppliedCauses {

    private final Map<TopicPartition, StewardInput> inputs;
    private final Map<Integer, Long> newestTimesMs = new HashMap<>();
    private final Map<TopicPartition, Long> proved = new HashMap<>();
    private final Map<TopicPartition, Long> said = new HashMap<>();

    AppliedCauses(Map<TopicPartition, StewardInput> inputs) {
        this.inputs = Map.copyOf(inputs);
        inputs.forEach((partition, input) ->
                input.newestTimeMs().ifPresent(time -> newestTimesMs.merge(partition.partition(), time, Math::max)));
    }

    /** @param timeMs of what followed: never before its cause's own time */
    void prove(Cause cause, long timeMs) {
        note(proved, cause, timeMs);
    }

    /** @param timeMs as {@link #prove} */
    void hear(Cause cause, long timeMs) {
        note(said, cause, timeMs);
    }

    /** The stewards have committed that they applied this offset. */
    void confirm(TopicPartition partition, long offset) {
        proved.merge(partition, offset, Math::max);
    }

    /** The last offset that was applied, or a later one behind which nothing was left to do; empty when there is none. */
    OptionalLong applied(TopicPartition partition) {
        OptionalLong committed = committed(partition);
        return max(found(proved, partition), committed.isPresent() ? committed : found(said, partition));
    }

    /** Whether the stewards may have noted this offset as the last one they applied; -1 if they noted none. */
    boolean fits(TopicPartition partition, long noted) {
        return noted >= found(proved, partition).orElse(-1)
                && noted <= max(applied(partition), found(said, partition)).orElse(-1);
    }

    /** The latest time that a steward of this partition can have seen; empty when its inputs hold no record. */
    OptionalLong newestTimeMs(int partition) {
        Long time = newestTimesMs.get(partition);
        return time == null ? OptionalLong.empty() : OptionalLong.of(time);
    }

    private void note(Map<TopicPartition, Long> noted, Cause cause, long timeMs) {
        StewardInput input = inputs.getOrDefault(cause.input(), StewardInput.untouched());
        boolean isOfThisTopic = input.firstTimeMs().isPresent()
                && timeMs >= input.firstTimeMs().getAsLong()
                && cause.offset() < input.endOffset();
        if (isOfThisTopic) {
            noted.merge(cause.input(), cause.offset(), Math::max);
        }
    }

    private OptionalLong committed(TopicPartition partition) {
        OptionalLong next =
                inputs.getOrDefault(partition, StewardInput.untouched()).committed();
        return next.isPresent() && next.getAsLong() > 0 ? OptionalLong.of(next.getAsLong() - 1) : OptionalLong.empty();
    }

    private static OptionalLong found(Map<TopicPartition, Long> noted, TopicPartition partition) {
        Long offset = noted.get(partition);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    private static OptionalLong max(OptionalLong one, OptionalLong other) {
        return LongStream.concat(one.stream(), other.stream()).max();
    }
}
