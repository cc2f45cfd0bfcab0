package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Command;
import dev.promissory.gateway.CommandCheck.Sendable;
import dev.promissory.protocol.Outcome;
import io.javalin.http.Context;
import java.io.IOException;

/** Hands the commands of requests to their stewards, and gives what comes back as the answer. */
record CommandDesk(CommandSender<Command, Outcome> sender) {

    /** Asks the wallet in the path what the body says. */
    void ask(Context ctx, String type) throws IOException {
        CommandRequest request = CommandRequest.of(ctx);
        ask(ctx, request, type, request.bodyOfItsOwn());
    }

    /**
     * @param fields of the command, beside those that the request has outside its body
     * @throws dev.promissory.kit.ProblemException when no steward could read it
     */
    void ask(Context ctx, CommandRequest request, String type, ObjectNode fields) {
        Sendable command = request.command(type, fields);
        Reply<Outcome> reply = sender.send(command.command(), command.value(), request.waiting())
                .join();
        CommandAnswer.answer(ctx, command, reply);
    }
}
