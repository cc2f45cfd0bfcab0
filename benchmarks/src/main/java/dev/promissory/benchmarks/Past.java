package dev.promissory.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.benchmarks.http.Answer;
import dev.promissory.benchmarks.load.Requests;
import dev.promissory.benchmarks.wallets.Batches;
import dev.promissory.benchmarks.wallets.UnansweredException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long a wallet takes to say how it was. */
@Command(
        name = "past",
        description =
                "Asks one wallet with a long history how it was, at random sequences and at random times. The wallet is"
                        + " filled first, if it has fewer facts; --keep and --run spare the next run that.",
        mixinStandardHelpOptions = true)
final class Past implements Callable<Integer> {

    private static final int AT_ONCE = 5_000;

    @Mixin
    private SessionOptions options;

    @Option(
            names = "--facts",
            paramLabel = "N",
            description = "How many facts it has at least. Default: ${DEFAULT-VALUE}.")
    private long facts = 1_000_000;

    @Override
    public Integer call() throws InterruptedException {
        options.wallets.usually(1);
        options.load.usually(1);
        return Session.run("past", Map.of("facts", facts), options, this::measure);
    }

    private void measure(Session session) throws InterruptedException {
        long known = session.deposit(session.wallet(0)).sequence();
        long there = fill(session, known);
        Instant first = at(wallet(session, "?asOf=1"));
        Instant last = at(wallet(session, "?asOf=" + there));
        long between = Duration.between(first, last).toMillis();
        session.measure(
                "questions by sequence", session.load(), asking(session, () -> Long.toString(1 + random(there))));
        session.measure(
                "questions by time",
                session.load(),
                asking(session, () -> first.plusMillis(random(between + 1)).toString()));
    }

    /** What is asked for. */
    private interface Moments {
        String next();
    }

    private static Requests asking(Session session, Moments moments) {
        return Requests.of(request ->
                session.views().get(path(session, "?asOf=" + moments.next())).ending());
    }

    /** Deposits until there are enough facts, of which so many are known; how many there are then. */
    private long fill(Session session, long known) {
        String wallet = session.wallet(0);
        long there = wallet(session, "?minSequence=" + known).path("sequence").asLong();
        while (there < facts && !session.early().getAsBoolean()) {
            Batches.send(
                    session.gateway(),
                    Collections.nCopies(AT_ONCE, wallet).stream()
                            .map(each -> session.asks().deposit(each, "1.00"))
                            .toList());
            there = wallet(session, "").path("sequence").asLong();
        }
        return there;
    }

    private static ObjectNode wallet(Session session, String query) {
        Answer answer = session.views().get(path(session, query));
        if (!answer.isGood()) {
            throw new UnansweredException(
                    "no wallet as it was: " + answer.ending().label());
        }
        return answer.json();
    }

    private static Instant at(ObjectNode wallet) {
        return Instant.parse(wallet.path("asOf").asText());
    }

    private static String path(Session session, String query) {
        return "/wallets/" + session.wallet(0) + query;
    }

    private static long random(long bound) {
        return ThreadLocalRandom.current().nextLong(bound);
    }
}
