package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.gateway.CommandSender.Wait;
import dev.promissory.kit.ProblemException;
import dev.promissory.mint.protocol.MintCommand;
import dev.promissory.mint.protocol.MintCommandJson;
import dev.promissory.mint.protocol.MintCommandReading;
import dev.promissory.mint.protocol.MintCommandReading.Malformed;
import dev.promissory.mint.protocol.MintCommandReading.Readable;
import dev.promissory.mint.protocol.MintOutcome;
import dev.promissory.mint.protocol.MintOutcome.Accepted;
import dev.promissory.mint.protocol.MintOutcome.Rejected;
import dev.promissory.protocol.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The routes by which the mint is asked for something, the exercise's among them. */
final class MintRoutes {

    private static final String CAP = "cap";

    /** Fields of a command on the wire that have their place outside the body, and only there. */
    private static final List<String> NOT_IN_THE_BODY = List.of("v", "type", "currency", "commandId");

    private final CommandSender<MintCommand, MintOutcome> sender;

    MintRoutes(CommandSender<MintCommand, MintOutcome> sender) {
        this.sender = sender;
    }

    void register(RoutesConfig routes) {
        routes.post("/mint/{currency}", ctx -> command(ctx, "Mint"));
        routes.put("/mint/{currency}/cap", ctx -> command(ctx, "SetCap"));
        routes.post("/api/magic-money/mint", this::exercise);
    }

    private void command(Context ctx, String type) throws IOException {
        Currency currency = currency(ctx.pathParam("currency"));
        CommandId commandId = CommandRequest.commandId(ctx);
        CommandRequest.requireNoDryRun(ctx);
        ObjectNode body = CommandRequest.body(ctx);
        CommandRequest.requireNone(body, NOT_IN_THE_BODY);
        if (type.equals("SetCap") && !body.has(CAP)) {
            // On the wire no cap is no bound; but a body that was forgotten must not take it away.
            throw new ProblemException(CommandCheck.malformed("cap is missing; null takes it away", Optional.of(CAP)));
        }
        MintCommand command = read(command(type, commandId, body.put("currency", currency.code())));
        MintAnswer.answer(ctx, command, send(command, CommandRequest.waiting(ctx)));
    }

    /** {@code {"done":true}}, or one status for whatever is refused. */
    private void exercise(Context ctx) throws IOException {
        CommandId commandId = CommandRequest.commandId(ctx);
        CommandRequest.requireNoDryRun(ctx);
        ObjectNode body = CommandRequest.body(ctx);
        ExerciseRoutes.requireFields(body, List.of("currency", "amount"), List.of());
        MintCommand command = read(command("Mint", commandId, body));
        Reply<MintOutcome> reply = send(command, Wait.FOR_THE_ANSWER);
        if (!(reply instanceof Reply.Answered(MintOutcome outcome))) {
            MintAnswer.answer(ctx, command, reply);
            return;
        }
        CommandAnswer.markReplay(ctx, outcome.replayed());
        switch (outcome) {
            case Accepted accepted -> ExerciseRoutes.done(ctx, false);
            case Rejected rejected -> MintAnswer.rejected(ctx, rejected, 400);
        }
    }

    private Reply<MintOutcome> send(MintCommand command, Wait wait) {
        return sender.send(command, MintCommandJson.write(command), wait).join();
    }

    private static ObjectNode command(String type, CommandId commandId, ObjectNode fields) {
        return Json.object()
                .put("type", type)
                .put("commandId", commandId.value())
                .setAll(fields);
    }

    /** What travels is read once more, with the mint's eyes: what it could not read would become a dead letter. */
    private static MintCommand read(ObjectNode fields) {
        MintCommand command = readable(MintCommandJson.read(fields));
        return readable(MintCommandJson.read(MintCommandJson.write(command)));
    }

    private static MintCommand readable(MintCommandReading reading) {
        return switch (reading) {
            case Readable(MintCommand command) -> command;
            case Malformed malformed ->
                throw new ProblemException(CommandCheck.malformed(malformed.reason(), malformed.field()));
        };
    }

    static Currency currency(String code) {
        if (!Currency.isValid(code)) {
            throw new ProblemException(GatewayCode.BAD_CURRENCY.problem());
        }
        return new Currency(code);
    }
}
