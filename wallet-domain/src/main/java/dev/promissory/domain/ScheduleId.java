package dev.promissory.domain;

import java.util.Optional;

/** A scheduled transfer's name, {@code <wallet>~<sequence of its TransferScheduled>}. */
public record ScheduleId(WalletId walletId, long sequence) {

    /** Empty when the text is no schedule id. */
    public static Optional<ScheduleId> parse(String text) {
        return PromiseId.parse(text).map(id -> new ScheduleId(id.sender(), id.sequence()));
    }

    @Override
    public String toString() {
        return walletId.value() + PromiseId.SEPARATOR + sequence;
    }
}
