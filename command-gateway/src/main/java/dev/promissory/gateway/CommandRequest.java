package dev.promissory.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.WalletId;
import dev.promissory.gateway.CommandCheck.Sendable;
import dev.promissory.gateway.CommandCheck.Unsendable;
import dev.promissory.gateway.CommandSender.Wait;
import dev.promissory.kit.ProblemException;
import dev.promissory.kit.RequestBody;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.UnreadableException;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One request for one command: what path and headers say, and the body. The body is JSON whatever Content-Type says:
 * for a command there is no other form to confuse it with.
 */
record CommandRequest(
        WalletId walletId,
        CommandId commandId,
        OptionalLong expectedSequence,
        boolean dryRun,
        Wait waiting,
        ObjectNode body) {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String IF_MATCH = "If-Match";

    /** Fields of a command on the wire that over HTTP have their place outside the body, and only there. */
    private static final List<String> NOT_IN_THE_BODY =
            List.of("v", "type", "walletId", "commandId", "expectedSequence", CommandCheck.DRY_RUN);

    private static final List<String> BOOLEANS = List.of("true", "false");

    /** A strong entity tag that is a sequence; 18 digits are always a long. */
    private static final Pattern SEQUENCE_TAG = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");

    /**
     * Reads the request and already puts the command's id on the answer: whatever the answer will be, its receiver can
     * repeat the command under that id.
     *
     * @throws ProblemException when the request is wrong
     */
    static CommandRequest of(Context ctx) throws IOException {
        WalletId walletId = walletId(ctx.pathParam("id"));
        return of(ctx, commandId -> walletId);
    }

    /**
     * As {@link #of(Context)}, where the path names no wallet: {@link #to} or {@link #toJournal()} says whose the command is.
     *
     * @throws ProblemException when the request is wrong
     */
    static CommandRequest ofNoWallet(Context ctx) throws IOException {
        return of(ctx, commandId -> new WalletId(commandId.value()));
    }

    private static CommandRequest of(Context ctx, Function<CommandId, WalletId> walletId) throws IOException {
        CommandId commandId = commandId(ctx);
        boolean dryRun = dryRun(ctx);
        // Where a dry run has got to is of no use to anybody, so to prefer not to wait for it is a mistake.
        Wait waiting = dryRun ? Wait.FOR_THE_ANSWER : waiting(ctx);
        return new CommandRequest(
                walletId.apply(commandId), commandId, expectedSequence(ctx), dryRun, waiting, body(ctx));
    }

    /** As {@link #toJournal(WalletId)}: the journal and its command have one id. */
    CommandRequest toJournal() {
        return toJournal(new WalletId(commandId.value()));
    }

    /**
     * The same request, for a journal of its own.
     *
     * @throws ProblemException when it is only for a certain sequence: a new journal has none
     */
    CommandRequest toJournal(WalletId journalId) {
        if (expectedSequence.isPresent()) {
            throw new ProblemException(GatewayCode.BAD_IF_MATCH.problem(
                    "If-Match is for a wallet, and this opens a journal, which is none; leave it out."));
        }
        return to(journalId);
    }

    /** The same request, for this wallet or journal. */
    CommandRequest to(WalletId other) {
        return new CommandRequest(other, commandId, expectedSequence, dryRun, waiting, body);
    }

    /**
     * The command of this type with these fields, on top of what path and headers say.
     *
     * @throws ProblemException when no steward could read it
     */
    Sendable command(String type, ObjectNode fields) {
        ObjectNode command = Json.object();
        command.put("type", type);
        command.put("walletId", walletId.value());
        command.put("commandId", commandId.value());
        expectedSequence.ifPresent(sequence -> command.put("expectedSequence", sequence));
        command.setAll(fields);
        if (dryRun) {
            command.put(CommandCheck.DRY_RUN, true);
        }
        return switch (CommandCheck.of(command)) {
            case Sendable sendable -> sendable;
            case Unsendable unsendable -> throw new ProblemException(unsendable.problem());
        };
    }

    /** Refuses a body that says once more, or otherwise, what path and headers say. */
    ObjectNode bodyOfItsOwn() {
        requireNone(body, NOT_IN_THE_BODY);
        return body;
    }

    /** As {@link #bodyOfItsOwn}, where this field also has its place outside the body. */
    ObjectNode bodyWithout(String name) {
        requireNone(body, List.of(name));
        return bodyOfItsOwn();
    }

    static void requireNone(ObjectNode body, List<String> names) {
        for (String name : names) {
            if (body.has(name)) {
                throw new ProblemException(CommandCheck.malformed("unknown field " + name, Optional.of(name)));
            }
        }
    }

    private static WalletId walletId(String text) {
        if (!WalletId.isValid(text)) {
            throw new ProblemException(GatewayCode.BAD_WALLET_ID.problem());
        }
        return new WalletId(text);
    }

    /** The id that the caller gives the command, or one that is made up: either way it is on the answer. */
    static CommandId commandId(Context ctx) {
        CommandId commandId = givenOrMadeUp(headers(ctx, IDEMPOTENCY_KEY));
        ctx.header(IDEMPOTENCY_KEY, commandId.value());
        return commandId;
    }

    private static CommandId givenOrMadeUp(List<String> keys) {
        if (keys.isEmpty()) {
            return new CommandId(UUID.randomUUID().toString());
        }
        if (keys.size() > 1 || !CommandId.isValid(keys.getFirst())) {
            throw new ProblemException(GatewayCode.BAD_IDEMPOTENCY_KEY.problem());
        }
        return new CommandId(keys.getFirst());
    }

    private static OptionalLong expectedSequence(Context ctx) {
        List<String> tags = headers(ctx, IF_MATCH);
        if (tags.isEmpty()) {
            return OptionalLong.empty();
        }
        Matcher tag = SEQUENCE_TAG.matcher(tags.getFirst());
        if (tags.size() > 1 || !tag.matches()) {
            throw new ProblemException(GatewayCode.BAD_IF_MATCH.problem());
        }
        return OptionalLong.of(Long.parseLong(tag.group(1)));
    }

    /**
     * Whether the URL says {@code dryRun=true}, the one parameter that commands have. What cannot be read is refused, and
     * any other name: whoever misspells it wants to try something, and does not want it done.
     */
    static boolean dryRun(Context ctx) {
        for (String name : ctx.queryParamMap().keySet()) {
            if (!name.equals(CommandCheck.DRY_RUN)) {
                throw badParameter(name, "This path has no parameter " + name + "; it has dryRun.");
            }
        }
        List<String> values = ctx.queryParams(CommandCheck.DRY_RUN);
        if (values.isEmpty()) {
            return false;
        }
        if (values.size() > 1 || !BOOLEANS.contains(values.getFirst())) {
            throw badParameter(CommandCheck.DRY_RUN, "dryRun is true or false, and given once; correct it.");
        }
        return Boolean.parseBoolean(values.getFirst());
    }

    /** Refuses to try what can only be done. */
    static void requireNoDryRun(Context ctx) {
        if (dryRun(ctx)) {
            throw badParameter(
                    CommandCheck.DRY_RUN,
                    "The mint has no dry runs, and has done nothing; leave out dryRun to have it done.");
        }
    }

    private static ProblemException badParameter(String name, String detail) {
        return new ProblemException(GatewayCode.BAD_PARAMETER.problem(detail).withField(name));
    }

    /** Other preferences, and parameters of this one, are what a server may ignore. */
    static Wait waiting(Context ctx) {
        boolean async = headers(ctx, "Prefer").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(preference -> preference.split(";", 2)[0].strip())
                .anyMatch("respond-async"::equalsIgnoreCase);
        return async ? Wait.FOR_KAFKA : Wait.FOR_THE_ANSWER;
    }

    /** No body is an object without fields: some commands need none. */
    static ObjectNode body(Context ctx) throws IOException {
        byte[] bytes = RequestBody.read(ctx, CommandJson.MAX_BYTES);
        if (bytes.length == 0) {
            return Json.object();
        }
        try {
            return Json.readObject(bytes);
        } catch (UnreadableException e) {
            throw new ProblemException(CommandCheck.malformed(e.getMessage(), e.field()));
        }
    }

    private static List<String> headers(Context ctx, String name) {
        return Collections.list(ctx.req().getHeaders(name));
    }
}
