package dev.promissory.gateway;

import dev.promissory.domain.HoldId;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.ScheduleId;
import dev.promissory.kit.ProblemException;
import io.javalin.http.Context;
import java.util.regex.Pattern;

/** The names in a path, beside the wallet's. Each method throws {@link ProblemException} when its name is ill-formed. */
final class LedgerPath {

    /** 18 digits are always a long. */
    private static final Pattern SEQUENCE = Pattern.compile("[1-9][0-9]{0,17}");

    private LedgerPath() {}

    static HoldId holdId(Context ctx) {
        String text = ctx.pathParam("holdId");
        if (!HoldId.isValid(text)) {
            throw refused(GatewayCode.BAD_HOLD_ID);
        }
        return new HoldId(text);
    }

    static ScheduleId scheduleId(Context ctx) {
        return ScheduleId.parse(ctx.pathParam("scheduleId")).orElseThrow(() -> refused(GatewayCode.BAD_SCHEDULE_ID));
    }

    static PromiseId promiseId(Context ctx) {
        return PromiseId.parse(ctx.pathParam("promiseId")).orElseThrow(() -> refused(GatewayCode.BAD_PROMISE_ID));
    }

    static long sequence(Context ctx) {
        String text = ctx.pathParam("sequence");
        if (!SEQUENCE.matcher(text).matches()) {
            throw refused(GatewayCode.BAD_SEQUENCE);
        }
        return Long.parseLong(text);
    }

    private static ProblemException refused(GatewayCode code) {
        return new ProblemException(code.problem());
    }
}
