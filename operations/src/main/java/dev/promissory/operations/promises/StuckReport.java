package dev.promissory.operations.promises;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Posting;
import dev.promissory.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What was found about the promises that do not end. */
public final class StuckReport {

    private static final int MOST_LINES = 10;

    private final Instant now;
    private final Duration olderThan;
    private final Evidence evidence;
    private final long open;
    private final List<StuckPromise> stuck;

    StuckReport(Instant now, Duration olderThan, Evidence evidence, long open, List<StuckPromise> stuck) {
        this.now = now;
        this.olderThan = olderThan;
        this.evidence = evidence;
        this.open = open;
        this.stuck = stuck;
    }

    public boolean isEmpty() {
        return stuck.isEmpty();
    }

    /** For people: each promise with what it waits for and what to do, then a line about all. */
    public String text() {
        StringBuilder text = new StringBuilder();
        stuck.forEach(promise -> add(text, promise));
        text.append(
                        stuck.isEmpty()
                                ? "no promise has"
                                : stuck.size() + (stuck.size() == 1 ? " promise has" : " promises have"))
                .append(" been open for longer than ")
                .append(olderThan)
                .append(" (%,d open, %,d facts and %,d messages read, %s)"
                        .formatted(
                                open,
                                evidence.facts(),
                                evidence.messages(),
                                evidence.withKey()
                                        ? "signatures checked"
                                        : "signatures not checked: no key was given"));
        if (evidence.leftOut() > 0) {
            text.append("%n%,d records were left out: unreadable, in the wrong place or not of this key's stewards"
                    .formatted(evidence.leftOut()));
        }
        return text.toString();
    }

    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("olderThan", olderThan.toString())
                .put("open", open)
                .put("facts", evidence.facts())
                .put("messages", evidence.messages())
                .put("leftOut", evidence.leftOut())
                .put("signaturesChecked", evidence.withKey());
        ArrayNode promises = json.putArray("stuck");
        for (StuckPromise promise : stuck) {
            ObjectNode each = promises.addObject()
                    .put("promiseId", promise.promiseId().toString())
                    .put("since", Json.time(promise.since()));
            promise.deadline().ifPresent(deadline -> each.put("deadline", Json.time(deadline)));
            ArrayNode reasons = each.putArray("waitsFor");
            for (Obstacle obstacle : promise.obstacles()) {
                reasons.addObject()
                        .put("code", obstacle.code())
                        .put("reason", obstacle.reason())
                        .put("action", obstacle.action(promise.promiseId()));
            }
        }
        return json;
    }

    private void add(StringBuilder text, StuckPromise promise) {
        String moves =
                promise.postings().stream().limit(3).map(StuckReport::move).collect(Collectors.joining(", "));
        text.append("%s  open since %s (%s)  %s%s%n"
                .formatted(
                        promise.promiseId(),
                        Json.time(promise.since()),
                        Duration.ofSeconds(
                                Duration.between(promise.since(), now).toSeconds()),
                        moves,
                        promise.postings().size() > 3 ? ", ..." : ""));
        List<Obstacle> obstacles = promise.obstacles();
        obstacles.stream()
                .limit(MOST_LINES)
                .forEach(obstacle -> text.append(
                        "  %s%n    -> %s%n".formatted(obstacle.reason(), obstacle.action(promise.promiseId()))));
        if (obstacles.size() > MOST_LINES) {
            text.append("  and %,d more%n".formatted(obstacles.size() - MOST_LINES));
        }
        promise.deadline()
                .filter(now::isBefore)
                .ifPresent(deadline ->
                        text.append("  not agreed to by %s, it returns by itself%n".formatted(Json.time(deadline))));
    }

    private static String move(Posting posting) {
        return posting.from() + " -> " + posting.to() + " " + posting.money();
    }
}
