package dev.promissory.views;

import static dev.promissory.views.Parameters.CURSOR;
import static dev.promissory.views.Parameters.LIMIT;
import static dev.promissory.views.Parameters.MIN_SEQUENCE;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Hold;
import dev.promissory.domain.Money;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.MoneyJson;
import dev.promissory.views.Holdings.OneAsOf;
import dev.promissory.views.Holdings.Page;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A wallet's holds and schedules over HTTP, open and resolved. A hold is
 * {@code {"holdId":"h-1","currency":"EUR","amount":"25.00","status":"captured","placedAt":"…","expiresAt":"…",
 * "resolvedAt":"…","captured":"20.00","released":"5.00","to":"bob","promiseId":"alice~7","commandId":"c-1",
 * "reference":null,"metadata":{…}}}, its status open, captured, released or expired; {@code released} is what can be
 * spent again. A schedule is {@code {"scheduleId":"alice~5","legs":[…],"executeAt":"…","status":"executed",
 * "scheduledAt":"…","resolvedAt":"…","promiseId":"alice~8","code":null,"commandId":"c-2","reference":null}}, its status
 * waiting, executed, cancelled or failed. What does not apply is null; metadata is left out when there is none.
 */
record HoldingRoutes(Holdings holdings) {

    private static final String STATUS = "status";

    void register(RoutesConfig routes) {
        routes.get("/wallets/{id}/holds", this::holds);
        routes.get("/wallets/{id}/holds/{holdId}", this::hold);
        routes.get("/wallets/{id}/schedules", this::schedules);
        routes.get("/wallets/{id}/schedules/{scheduleId}", this::schedule);
    }

    private void holds(Context ctx) {
        Parameters parameters = Parameters.of(ctx, STATUS, LIMIT, CURSOR, MIN_SEQUENCE);
        var status = parameters.text(STATUS).map(text -> status(text, Hold.Status.values()));
        var page = holdings.holds(ViewRoutes.walletId(ctx), status, page(parameters));
        ViewRoutes.answer(ctx, ViewJson.list(page, HoldingRoutes::write));
    }

    private void hold(Context ctx) {
        Parameters parameters = Parameters.of(ctx, MIN_SEQUENCE);
        OneAsOf<HoldRow> seen =
                holdings.hold(ViewRoutes.walletId(ctx), ctx.pathParam("holdId"), parameters.minSequence());
        ViewRoutes.answer(ctx, Json.write(json -> {
            write(json, seen.row());
            ViewJson.asOf(json, seen.asOf());
            ViewJson.trust(json, seen.trust());
        }));
    }

    private void schedules(Context ctx) {
        Parameters parameters = Parameters.of(ctx, STATUS, LIMIT, CURSOR, MIN_SEQUENCE);
        var status = parameters.text(STATUS).map(text -> status(text, ScheduleRow.Status.values()));
        var page = holdings.schedules(ViewRoutes.walletId(ctx), status, page(parameters));
        ViewRoutes.answer(ctx, ViewJson.list(page, HoldingRoutes::write));
    }

    private void schedule(Context ctx) {
        Parameters parameters = Parameters.of(ctx, MIN_SEQUENCE);
        OneAsOf<ScheduleRow> seen =
                holdings.schedule(ViewRoutes.walletId(ctx), ctx.pathParam("scheduleId"), parameters.minSequence());
        ViewRoutes.answer(ctx, Json.write(json -> {
            write(json, seen.row());
            ViewJson.asOf(json, seen.asOf());
            ViewJson.trust(json, seen.trust());
        }));
    }

    private static void write(JsonGenerator json, HoldRow hold) throws IOException {
        json.writeStringField("holdId", hold.holdId().value());
        MoneyJson.write(json, hold.money());
        json.writeStringField("status", label(hold.status()));
        json.writeStringField("placedAt", Json.time(hold.placedAt()));
        json.writeStringField("expiresAt", Json.time(hold.expiresAt()));
        ViewJson.time(json, "resolvedAt", hold.resolvedAt());
        ViewJson.text(json, "captured", hold.captured().map(Money::plain));
        ViewJson.text(json, "released", hold.released().map(Money::plain));
        ViewJson.text(json, "to", hold.to().map(WalletId::value));
        ViewJson.text(json, "promiseId", hold.promiseId().map(PromiseId::toString));
        json.writeStringField("commandId", hold.commandId().value());
        MemoRow.write(json, hold.memo());
    }

    private static void write(JsonGenerator json, ScheduleRow schedule) throws IOException {
        json.writeStringField("scheduleId", schedule.scheduleId().toString());
        MoneyJson.writeLegs(json, schedule.legs());
        json.writeStringField("executeAt", Json.time(schedule.executeAt()));
        json.writeStringField("status", label(schedule.status()));
        json.writeStringField("scheduledAt", Json.time(schedule.scheduledAt()));
        ViewJson.time(json, "resolvedAt", schedule.resolvedAt());
        ViewJson.text(json, "promiseId", schedule.promiseId().map(PromiseId::toString));
        ViewJson.text(json, "code", schedule.code());
        json.writeStringField("commandId", schedule.commandId().value());
        MemoRow.write(json, schedule.memo());
    }

    private static Page page(Parameters parameters) {
        return new Page(parameters.limit(), parameters.text(CURSOR), parameters.minSequence());
    }

    private static <S extends Enum<S>> S status(String text, S[] all) {
        Optional<S> named =
                Arrays.stream(all).filter(each -> label(each).equals(text)).findFirst();
        return named.orElseThrow(() -> ViewProblems.badParameter(
                STATUS,
                "status must be one of these: "
                        + Arrays.stream(all).map(HoldingRoutes::label).collect(Collectors.joining(", ")) + "."));
    }

    private static String label(Enum<?> status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
