package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How often what was seen, over all histories. */
final class Tally {

    private final Map<String, LongAdder> facts = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> codes = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> events = new ConcurrentSkipListMap<>();

    void fact(JsonNode fact) {
        add(facts, fact.get("type").textValue());
        if (fact.has("code")) {
            add(
                    codes,
                    "in " + fact.get("type").textValue() + ": "
                            + fact.get("code").textValue());
        }
    }

    void outcome(JsonNode outcome) {
        add(codes, outcome.path("code").asText("accepted"));
        if (outcome.has("replayed")) {
            event("replayed answers");
        }
    }

    void event(String what) {
        add(events, what);
    }

    Set<String> factTypes() {
        return facts.keySet();
    }

    Set<String> codes() {
        return codes.keySet();
    }

    Set<String> events() {
        return events.keySet();
    }

    long count(String event) {
        return events.containsKey(event) ? events.get(event).sum() : 0;
    }

    @Override
    public String toString() {
        return "events " + events + "\nfacts " + facts + "\nanswers " + codes;
    }

    private static void add(Map<String, LongAdder> counts, String what) {
        counts.computeIfAbsent(what, none -> new LongAdder()).increment();
    }
}
