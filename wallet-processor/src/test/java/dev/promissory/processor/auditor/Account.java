package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that is known under one id, which is a wallet's, a journal's or nobody's. A record changes one account. */
final class Account {

    enum Status {
        NOBODY,
        OPEN,
        FROZEN,
        CLOSED,
        JOURNAL
    }

    enum HoldState {
        OPEN,
        CAPTURED,
        RELEASED,
        EXPIRED
    }

    /** Whose doing something is: later facts of it repeat the command's id, reference and metadata. */
    record Cause(String commandId, ObjectNode memo) {}

    record Hold(String currency, BigInteger amount, Instant expiresAt, Cause cause, HoldState state) {}

    /** A transfer that waits for its time. */
    record Plan(List<Movement> legs, Instant executeAt, Cause cause) {}

    /**
     * A promise of this account's own.
     *
     * @param occasion the one field that says what it belongs to; an empty object for most
     * @param deadline null for a transfer, which waits for ever
     * @param asks whether several must agree, and have not all
     * @param awaited who has yet to agree, or to say that it is kept
     */
    record Promise(
            List<Movement> movements,
            Instant promisedAt,
            Cause cause,
            ObjectNode occasion,
            Instant deadline,
            boolean asks,
            boolean settled,
            SortedSet<String> awaited) {}

    /** What this account has agreed to in somebody else's promise. */
    record Part(List<Movement> gives, List<Movement> takes, Instant promisedAt, Cause cause, ObjectNode occasion) {}

    record Answer(JsonNode content, ObjectNode outcome) {}

    final String id;
    Status status = Status.NOBODY;
    String owner;
    JsonNode metadata = Wire.JSON.createObjectNode();
    long sequence;
    Instant lastFactAt = Instant.EPOCH;
    final SortedMap<String, Purse> purses = new TreeMap<>();
    final Map<String, BigInteger> limits = new TreeMap<>();
    final Map<String, Hold> holds = new TreeMap<>();
    final Map<String, Plan> plans = new TreeMap<>();
    final Map<String, Promise> promises = new TreeMap<>();
    final Map<String, Part> parts = new TreeMap<>();
    /** What has been sent back, or is being, by the place of the fact that began it. */
    final Set<String> sentBack = new TreeSet<>();

    final Map<String, Answer> answers = new TreeMap<>();
    /** Promises that have been answered: a second message about one of them is a copy. */
    final Set<String> heard = new TreeSet<>();
    /** When which timer is to be sent. */
    final Map<ObjectNode, Instant> alarms = new HashMap<>();

    Account(String id) {
        this.id = id;
    }

    /** For trying something out. */
    Account copy() {
        Account copy = new Account(id);
        copy.status = status;
        copy.owner = owner;
        copy.metadata = metadata;
        copy.sequence = sequence;
        copy.lastFactAt = lastFactAt;
        copy.purses.putAll(purses);
        copy.limits.putAll(limits);
        copy.holds.putAll(holds);
        copy.plans.putAll(plans);
        copy.promises.putAll(promises);
        copy.parts.putAll(parts);
        copy.sentBack.addAll(sentBack);
        copy.answers.putAll(answers);
        copy.heard.addAll(heard);
        copy.alarms.putAll(alarms);
        return copy;
    }

    Purse purse(String currency) {
        return purses.getOrDefault(currency, Purse.EMPTY);
    }

    void credit(List<Movement> movements) {
        movements.forEach(
                each -> purses.put(each.currency(), purse(each.currency()).plus(each.amount())));
    }

    void debit(List<Movement> movements) {
        movements.forEach(
                each -> purses.put(each.currency(), purse(each.currency()).minus(each.amount())));
    }
}
