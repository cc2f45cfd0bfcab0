package dev.promissory.processor;

import java.util.OptionalLong;

/**
 * One input of the stewards as it stands in Kafka: a partition of wallet.commands or wallet.transfers. Both topics are
 * stamped by the broker.
 *
 * @param firstTimeMs of the oldest record that is still there; empty when there is none
 * @param newestTimeMs the latest of all record times; empty when there is no record
 * @param endOffset of the next record
 * @param committed what group promissory-processor has committed; empty when it has nothing
 */
public record StewardInput(
        OptionalLong firstTimeMs, OptionalLong newestTimeMs, long endOffset, OptionalLong committed) {

    /** Where nobody has ever written. */
    public static StewardInput untouched() {
        return new StewardInput(OptionalLong.empty(), OptionalLong.empty(), 0, OptionalLong.empty());
    }
}
