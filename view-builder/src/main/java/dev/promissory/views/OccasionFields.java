package dev.promissory.views;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.Reversed;
import dev.promissory.domain.ScheduleId;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * What a movement belongs to, as one field of an answer and as a part of a row: {@code holdId}, {@code scheduleId},
 * {@code rate} or {@code reverses}, as in the fact.
 */
final class OccasionFields {

    private static final int NONE = 0;
    private static final int CAPTURE = 1;
    private static final int SCHEDULE = 2;
    private static final int EXCHANGE = 3;
    private static final int REVERSAL = 4;

    private OccasionFields() {}

    static void write(JsonGenerator json, Occasion occasion) throws IOException {
        switch (occasion) {
            case Occasion.None none -> {}
            case Occasion.Capture capture ->
                json.writeStringField("holdId", capture.holdId().value());
            case Occasion.Schedule schedule ->
                json.writeStringField("scheduleId", schedule.scheduleId().toString());
            case Occasion.Exchange exchange ->
                json.writeStringField("rate", exchange.rate().toPlainString());
            case Occasion.Reversal reversal ->
                json.writeStringField("reverses", reversal.reversed().toString());
        }
    }

    static void write(RowWriter row, Occasion occasion) {
        switch (occasion) {
            case Occasion.None none -> row.one(NONE);
            case Occasion.Capture capture ->
                row.one(CAPTURE).text(capture.holdId().value());
            case Occasion.Schedule schedule ->
                row.one(SCHEDULE).text(schedule.scheduleId().toString());
            case Occasion.Exchange exchange ->
                row.one(EXCHANGE).text(exchange.rate().toString());
            case Occasion.Reversal reversal ->
                row.one(REVERSAL).text(reversal.reversed().toString());
        }
    }

    static Occasion read(RowReader row) {
        int kind = row.one();
        return switch (kind) {
            case NONE -> Occasion.NONE;
            case CAPTURE -> new Occasion.Capture(new HoldId(row.text()));
            case SCHEDULE -> new Occasion.Schedule(ScheduleId.parse(row.text()).orElseThrow());
            case EXCHANGE -> new Occasion.Exchange(new BigDecimal(row.text()));
            case REVERSAL -> new Occasion.Reversal(Reversed.parse(row.text()).orElseThrow());
            default -> throw new IllegalStateException("a row tells of no occasion that is known: " + kind);
        };
    }
}
