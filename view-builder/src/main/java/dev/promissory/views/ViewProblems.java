package dev.promissory.views;

import dev.promissory.kit.ProblemException;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.views.feed.NotHereException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.time.Instant;
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
        ViewCode.KAFKA_UNAVAILABLE.problem(detail).withRetryAfter(SOON).answer(ctx);
    }

    /** The tables that the answer depends on are not here, not restored or not caught up. */
    public static ProblemException notReady(String detail) {
        return new ProblemException(ViewCode.VIEW_NOT_READY.problem(detail).withRetryAfter(SOON));
    }

    /** @param whose sequence it is, such as {@code wallet alice} */
    static ProblemException behind(String whose, long sequence) {
        return new ProblemException(ViewCode.VIEW_BEHIND
                .problem("The view has not seen sequence " + sequence + " of " + whose + " yet: try again.")
                .withRetryAfter(SOON));
    }

    public static ProblemException badParameter(String name, String detail) {
        return new ProblemException(ViewCode.BAD_PARAMETER.problem(detail).withField(name));
    }

    static ProblemException badCursor() {
        return new ProblemException(ViewCode.BAD_CURSOR
                .problem("A cursor is the nextCursor of this same list: use it unchanged.")
                .withField("cursor"));
    }

    public static ProblemException badLastEventId() {
        return new ProblemException(ViewCode.BAD_CURSOR
                .problem(
                        "Last-Event-ID is the id of an event of this stream, with a filter that reads the same partitions:"
                                + " use it unchanged, or leave it out to start now.")
                .withField("lastEventId"));
    }

    static ProblemException walletNotFound(String id) {
        return notFound(ViewCode.WALLET_NOT_FOUND, "There is no wallet " + shown(id) + ".");
    }

    /** @param when as the caller named it */
    static ProblemException walletNotFoundThen(String id, String when) {
        return notFound(
                ViewCode.WALLET_NOT_FOUND,
                "There was no wallet " + shown(id) + " yet as of " + when + ": its first fact is later.");
    }

    static ProblemException factNotFound(String id, String sequence, long newest) {
        return notFound(
                ViewCode.FACT_NOT_FOUND,
                "Wallet " + shown(id) + " has no fact " + shown(sequence) + " that the view knows: its newest is "
                        + newest + ".");
    }

    /** Kafka holds something else, or nothing, where the view has folded this fact from. */
    static ProblemException factAltered(String fact, String place) {
        return new ProblemException(ViewCode.FACT_ALTERED.problem("What lies at " + place + " is not the fact " + fact
                + " that the view has verified there: somebody has" + " changed or removed it."));
    }

    static ProblemException notCompleteYet(String wallet, Instant moment, Instant complete) {
        return new ProblemException(ViewCode.VIEW_BEHIND
                .problem("The view of wallet " + wallet + " is not complete up to " + Json.time(moment)
                        + " yet, only to " + Json.time(complete) + ": try again.")
                .withRetryAfter(SOON));
    }

    static ProblemException promiseNotFound(String id) {
        return notFound(ViewCode.PROMISE_NOT_FOUND, "There is no promise " + shown(id) + ".");
    }

    static ProblemException commandNotFound(String id) {
        return notFound(
                ViewCode.COMMAND_NOT_FOUND,
                "No outcome of command " + shown(id)
                        + " is known: it may still be on its way, or lie more than 7 days back.");
    }

    static ProblemException currencyNotMinted(String code) {
        return notFound(
                ViewCode.CURRENCY_NOT_MINTED,
                "No fact about " + shown(code) + " at the mint is known: nothing of it was issued, or not yet.");
    }

    private static ProblemException notFound(ViewCode code, String detail) {
        return new ProblemException(code.problem(detail));
    }

    /** What came in the URL, at a length fit for a sentence. */
    private static String shown(String id) {
        return id.length() <= 160 ? id : id.substring(0, 160) + "…";
    }
}
