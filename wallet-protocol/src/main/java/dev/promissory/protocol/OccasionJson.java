package dev.promissory.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Occasion;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/** What a movement belongs to, as one field: {@code holdId}, {@code scheduleId}, {@code rate} or {@code reverses}. */
final class OccasionJson {

    private OccasionJson() {}

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

    static Occasion read(Fields fields) {
        Optional<Occasion> capture = fields.optionalHoldId("holdId").map(Occasion.Capture::new);
        return capture.or(() -> fields.optionalScheduleId("scheduleId").map(Occasion.Schedule::new))
                .or(() -> rate(fields).map(Occasion.Exchange::new))
                .or(() -> fields.optionalReversed("reverses").map(Occasion.Reversal::new))
                .orElse(Occasion.NONE);
    }

    private static Optional<BigDecimal> rate(Fields fields) {
        return fields.optionalDecimal("rate");
    }
}
