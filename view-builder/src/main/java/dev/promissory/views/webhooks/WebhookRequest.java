package dev.promissory.views.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.kit.RequestBody;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.UnreadableException;
import dev.promissory.views.webhooks.Webhook.Start;
import dev.promissory.views.webhooks.Webhook.Target;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the body of a request asks for. A field that the request does not have is refused: whoever wrote it wanted
 * something that would not happen.
 */
final class WebhookRequest {

    private static final int MAX_BYTES = 64 << 10;

    private static final String FROM = "from";

    private WebhookRequest() {}

    /** @param id empty to have one made up */
    record Registration(Optional<String> id, Target target, Start start) {}

    /** @throws dev.promissory.kit.ProblemException 400 {@code bad-webhook} */
    static Registration registration(Context ctx) throws IOException {
        return read(
                ctx,
                fields -> new Registration(
                        TargetFields.id(fields),
                        new Target(TargetFields.url(fields), TargetFields.secret(fields), TargetFields.filter(fields)),
                        TargetFields.start(fields)));
    }

    /**
     * From when on facts are to be told again; empty for all there are.
     *
     * @throws dev.promissory.kit.ProblemException 400 {@code bad-webhook}
     */
    static Optional<Instant> setBack(Context ctx) throws IOException {
        return read(
                ctx,
                fields -> fields.text(FROM).equals(Start.BEGINNING.label())
                        ? Optional.empty()
                        : Optional.of(time(fields)));
    }

    /** @throws dev.promissory.kit.ProblemException 400 {@code bad-webhook} when there is anything in the body */
    static void nothing(Context ctx) throws IOException {
        read(ctx, fields -> Optional.empty());
    }

    private static Instant time(Fields fields) {
        try {
            return fields.time(FROM);
        } catch (UnreadableException e) {
            throw new UnreadableException("from must be start, or a time such as 2026-11-23T08:00:00.000Z", FROM);
        }
    }

    private static <T> T read(Context ctx, Function<Fields, T> reader) throws IOException {
        byte[] body = RequestBody.read(ctx, MAX_BYTES);
        try {
            ObjectNode object = body.length == 0 ? Json.object() : Json.readObject(body);
            Fields fields = new Fields(object);
            T read = reader.apply(fields);
            fields.requireNoOthers();
            return read;
        } catch (UnreadableException e) {
            throw WebhookProblems.bad(e);
        }
    }
}
