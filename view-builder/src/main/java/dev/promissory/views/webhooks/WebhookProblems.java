package dev.promissory.views.webhooks;

import dev.promissory.kit.Problem;
import dev.promissory.kit.ProblemException;
import dev.promissory.protocol.UnreadableException;
import java.time.Duration;

/** What the webhooks' routes answer when they cannot do what they are asked for. */
final class WebhookProblems {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);

    private WebhookProblems() {}

    static ProblemException bad(UnreadableException reason) {
        Problem problem = Problem.of(400, "bad-webhook", "The request cannot be read: " + reason.getMessage() + ".");
        return new ProblemException(reason.field().map(problem::withField).orElse(problem));
    }

    static ProblemException notFound(String id) {
        return new ProblemException(Problem.of(
                404, "webhook-not-found", "There is no webhook " + shown(id) + ": GET /webhooks lists them."));
    }

    static ProblemException deliveryNotFound(String delivery) {
        return new ProblemException(Problem.of(
                404,
                "delivery-not-found",
                "There is no undelivered " + shown(delivery)
                        + ": it may have been replayed or discarded; GET …/undelivered lists those there are."));
    }

    static ProblemException idTaken(String id) {
        return new ProblemException(Problem.of(
                        409,
                        "webhook-id-taken",
                        "Something else is registered as " + id + ": choose another id, or remove that one first.")
                .withField("id"));
    }

    static ProblemException tooMany() {
        return new ProblemException(Problem.of(
                409,
                "too-many-webhooks",
                "There are " + Registrations.MAX_WEBHOOKS + " webhooks, and there can be no more: remove one."));
    }

    static ProblemException refused(String error) {
        return new ProblemException(Problem.of(
                502,
                "delivery-refused",
                "The endpoint did not take the delivery: " + error + ". It stays undelivered."));
    }

    static ProblemException replayUnderWay(FactPlace delivery) {
        return new ProblemException(Problem.of(
                409,
                "replay-under-way",
                "The delivery " + delivery + " is being replayed just now: see what comes of it."));
    }

    static ProblemException tooManyReplays() {
        return new ProblemException(Problem.of(
                        503,
                        "too-many-replays",
                        Replays.MAX + " replays are under way, all this server does at once: try again.")
                .withRetryAfter(TRY_AGAIN));
    }

    private static String shown(String text) {
        return text.length() <= 160 ? text : text.substring(0, 160) + "…";
    }
}
