package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Command;
import dev.promissory.gateway.CommandCheck.Sendable;
import dev.promissory.gateway.CommandSender.Wait;
import dev.promissory.kit.Problem;
import dev.promissory.kit.ProblemException;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.Outcome.Accepted;
import dev.promissory.protocol.Outcome.Rejected;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The exercise's two routes that change something: other names for a deposit and a transfer of one leg, and one status
 * for whatever is refused. {@code {"done":true}} after a send means that the money is promised.
 */
final class ExerciseRoutes {

    private static final String CURRENCY = "cryptocurrency";
    private static final String AMOUNT = "amount";
    private static final String RECEIVER = "walletId";

    /** The exercise's names of fields, by those of the command. */
    private static final Map<String, String> NAMES = Map.of("currency", CURRENCY, "to", RECEIVER);

    private final CommandSender<Command, Outcome> sender;

    ExerciseRoutes(CommandSender<Command, Outcome> sender) {
        this.sender = sender;
    }

    void register(RoutesConfig routes) {
        routes.post("/api/deposit/{id}", this::deposit);
        routes.post("/api/send/{id}", this::transfer);
    }

    /** Both routes share one body in the exercise, so a deposit may carry a walletId, which says nothing. */
    private void deposit(Context ctx) throws IOException {
        CommandRequest request = CommandRequest.of(ctx);
        requireFields(request.body(), List.of(CURRENCY, AMOUNT), List.of(RECEIVER));
        send(ctx, request, "Deposit", money(request.body()));
    }

    private void transfer(Context ctx) throws IOException {
        CommandRequest request = CommandRequest.of(ctx);
        requireFields(request.body(), List.of(RECEIVER, CURRENCY, AMOUNT), List.of());
        ObjectNode fields = Json.object();
        fields.putArray("legs")
                .add(money(request.body()).set("to", request.body().get(RECEIVER)));
        send(ctx, request, "Transfer", fields);
    }

    private void send(Context ctx, CommandRequest request, String type, ObjectNode fields) {
        Sendable command = command(request, type, fields);
        Reply<Outcome> reply = sender.send(command.command(), command.value(), Wait.FOR_THE_ANSWER)
                .join();
        if (!(reply instanceof Reply.Answered(Outcome outcome))) {
            CommandAnswer.answer(ctx, command, reply);
            return;
        }
        CommandAnswer.markReplay(ctx, outcome.replayed());
        switch (outcome) {
            case Accepted accepted -> done(ctx, command.dryRun());
            case Rejected rejected -> {
                Problem problem = renamed(CommandAnswer.problem(rejected, 400));
                if (command.dryRun()) {
                    DryRunAnswer.rejected(ctx, problem, rejected);
                } else {
                    CommandAnswer.rejected(ctx, problem, rejected);
                }
            }
        }
    }

    static void done(Context ctx, boolean dryRun) {
        ObjectNode done = Json.object().put("done", true);
        ctx.contentType("application/json").result(Json.write(dryRun ? done.put(CommandCheck.DRY_RUN, true) : done));
    }

    private static Sendable command(CommandRequest request, String type, ObjectNode fields) {
        try {
            return request.command(type, fields);
        } catch (ProblemException e) {
            throw new ProblemException(renamed(e.problem()));
        }
    }

    private static ObjectNode money(ObjectNode body) {
        return Json.object().<ObjectNode>set(AMOUNT, body.get(AMOUNT)).set("currency", body.get(CURRENCY));
    }

    static void requireFields(ObjectNode body, List<String> required, List<String> allowed) {
        for (String name : required) {
            if (!body.hasNonNull(name)) {
                throw malformed(name + " is missing", name);
            }
        }
        body.fieldNames().forEachRemaining(name -> {
            if (!required.contains(name) && !allowed.contains(name)) {
                throw malformed("unknown field " + name, name);
            }
        });
    }

    private static ProblemException malformed(String reason, String field) {
        return new ProblemException(CommandCheck.malformed(reason, Optional.of(field)));
    }

    /** The same problem, naming the field as the exercise does. */
    private static Problem renamed(Problem problem) {
        return problem.field().map(NAMES::get).map(problem::withField).orElse(problem);
    }
}
