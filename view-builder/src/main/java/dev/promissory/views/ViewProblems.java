package dev.promissory.views;

import dev.promissory.kit.Problem;
import dev.promissory.kit.ProblemException;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.views.feed.NotHereException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.Set;

/** What the views answer when they cannot answer. */
public final class ViewProblems {

    private static final Duration SOON = Duration.ofSeconds(1);

    /** These change nothing. */
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);

    private ViewProblems() {}

    /** Answers for all routes of the views that Kafka does not answer: a server has one place for that. */
    public static void register(RoutesConfig routes) {
        routes.exception(KafkaUnavailableException.class, (e, ctx) -> answerKafkaUnavailable(ctx));
        routes.exception(
                NotHereException.class,
                (e, ctx) -> Partitions.notRestored().problem().answer(ctx));
    }

    private static void answerKafkaUnavailable(Context ctx) {
        String detail = READING.contains(ctx.method())
                ? "Kafka does not answer: try again."
                : "Kafka does not answer, so nothing is known to have changed: look, and try again.";
        Problem.of(503, "kafka-unavailable", detail).withRetryAfter(SOON).answer(ctx);
    }

    /** The tables that the answer depends on are not here, not restored or not caught up. */
    public static ProblemException notReady(String detail) {
        return new ProblemException(Problem.of(503, "view-not-ready", detail).withRetryAfter(SOON));
    }

    /** @param whose sequence it is, such as {@code wallet alice} */
    static ProblemException behind(String whose, long sequence) {
        return new ProblemException(Problem.of(
                        503,
                        "view-behind",
                        "The view has not seen sequence " + sequence + " of " + whose + " yet: try again.")
                .withRetryAfter(SOON));
    }

    public static ProblemException badParameter(String name, String detail) {
        return new ProblemException(Problem.of(400, "bad-parameter", detail).withField(name));
    }

    static ProblemException badCursor() {
        return new ProblemException(
                Problem.of(400, "bad-cursor", "A cursor is the nextCursor of this same list: use it unchanged.")
                        .withField("cursor"));
    }

    public static ProblemException badLastEventId() {
        return new ProblemException(Problem.of(
                        400,
                        "bad-cursor",
                        "Last-Event-ID is the id of an event of this stream, with a filter that reads the same partitions:"
                                + " use it unchanged, or leave it out to start now.")
                .withField("lastEventId"));
    }

    static ProblemException walletNotFound(String id) {
        return notFound("wallet-not-found", "There is no wallet " + shown(id) + ".");
    }

    static ProblemException promiseNotFound(String id) {
        return notFound("promise-not-found", "There is no promise " + shown(id) + ".");
    }

    static ProblemException holdNotFound(String id, String holdId) {
        return notFound("hold-not-found", "Wallet " + shown(id) + " never had a hold " + shown(holdId) + ".");
    }

    static ProblemException scheduleNotFound(String id, String scheduleId) {
        return notFound(
                "schedule-not-found", "Wallet " + shown(id) + " never scheduled a transfer " + shown(scheduleId) + ".");
    }

    static ProblemException commandNotFound(String id) {
        return notFound(
                "command-not-found",
                "No outcome of command " + shown(id)
                        + " is known: it may still be on its way, or lie more than 7 days back.");
    }

    static ProblemException currencyNotMinted(String code) {
        return notFound(
                "currency-not-minted",
                "No fact about " + shown(code) + " at the mint is known: nothing of it was issued, or not yet.");
    }

    private static ProblemException notFound(String code, String detail) {
        return new ProblemException(Problem.of(404, code, detail));
    }

    /** What came in the URL, at a length fit for a sentence. */
    private static String shown(String id) {
        return id.length() <= 160 ? id : id.substring(0, 160) + "…";
    }
}
