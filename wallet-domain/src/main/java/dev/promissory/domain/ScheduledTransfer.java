package dev.promissory.domain;

import java.time.Instant;
import java.util.List;

/** A transfer that waits for its time: neither executed nor cancelled nor failed. */
public record ScheduledTransfer(
        ScheduleId scheduleId, List<Leg> legs, Instant executeAt, CommandId commandId, Memo memo) {
    public ScheduledTransfer {
        legs = List.copyOf(legs);
    }
}
