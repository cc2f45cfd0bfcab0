package dev.promissory.views.webhooks;

import dev.promissory.kit.Problem;
import dev.promissory.kit.ProblemException;
import dev.promissory.protocol.UnreadableException;
import dev.promissory.views.ViewCode;
import java.time.Duration;

/** What the webhooks' routes answer when they cannot do what they are asked for. */
final class WebhookProblems {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    private WebhookProblems() {}

    static ProblemException bad(UnreadableException reason) {
        Problem problem = ViewCode.BAD_WEBHOOK.problem("The request cannot be read: " + reason.getMessage() + ".");
        return new ProblemException(reason.field().map(problem::withField).orElse(problem));
    }

    static ProblemException notFound(String id) {
        return new ProblemException(
                ViewCode.WEBHOOK_NOT_FOUND.problem("There is no webhook " + shown(id) + ": GET /webhooks lists them."));
    }

    static ProblemException deliveryNotFound(String delivery) {
        return new ProblemException(ViewCode.DELIVERY_NOT_FOUND.problem("There is no undelivered " + shown(delivery)
                + ": it may have been replayed or discarded; GET …/undelivered lists those there are."));
    }

    static ProblemException idTaken(String id) {
        return new ProblemException(ViewCode.WEBHOOK_ID_TAKEN
                .problem("Something else is registered as " + id + ": choose another id, or remove that one first.")
                .withField("id"));
    }

    static ProblemException tooMany() {
        return new ProblemException(ViewCode.TOO_MANY_WEBHOOKS.problem(
                "There are " + Registrations.MAX_WEBHOOKS + " webhooks, and there can be no more: remove one."));
    }

    static ProblemException refused(String error) {
        return new ProblemException(ViewCode.DELIVERY_REFUSED.problem(
                "The endpoint did not take the delivery: " + error + ". It stays undelivered."));
    }

    static ProblemException replayUnderWay(FactPlace delivery) {
        return new ProblemException(ViewCode.REPLAY_UNDER_WAY.problem(
                "The delivery " + delivery + " is being replayed just now: see what comes of it."));
    }

    static ProblemException tooManyReplays() {
        return new ProblemException(ViewCode.TOO_MANY_REPLAYS
                .problem(Replays.MAX + " replays are under way, all this server does at once: try again.")
                .withRetryAfter(TRY_AGAIN));
    }

    private static String shown(String text) {
        return text.length() <= 160 ? text : text.substring(0, 160) + "…";
    }
}
