package dev.promissory.rates;

import dev.promissory.protocol.CurrencyPair;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Rate;
import dev.promissory.rates.Quotation.Refused;
import dev.promissory.rates.Sieve.Sifted;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the feed stands: written by its one thread after each poll, read by health requests. */
final class Standing {

    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    /** So many pairs a person reads; the numbers beside them tell of the others. */
    private static final int SHOWN = 100;

    private record Published(Rate rate, Instant when) {}

    private record Count(long times, String last) {}

    private final Map<String, Published> published = new TreeMap<>();
    private final Map<String, String> heldBack = new TreeMap<>();
    private final Map<Refusal, Count> refused = new EnumMap<>(Refusal.class);
    private Optional<Instant> lastSuccess = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private boolean kafkaFails;

    synchronized void succeeded(Sifted sifted, Instant now) {
        if (failure.isPresent()) {
            LOG.info("Rates come again");
        }
        lastSuccess = Optional.of(now);
        failure = Optional.empty();
        kafkaFails = false;
        for (Rate rate : sifted.fresh()) {
            String pair = rate.pair().toString();
            if (published.size() < Rate.MAX_PAIRS || published.containsKey(pair)) {
                published.put(pair, new Published(rate, now));
            }
            heldBack.remove(pair);
        }
        sifted.known().forEach(rate -> heldBack.remove(rate.pair().toString()));
        sifted.refused().forEach(this::note);
    }

    /** @param kafka whether it was Kafka that failed, and not the source */
    synchronized void failed(String what, boolean kafka, Instant now) {
        // Said once; until it works again, health and metrics tell.
        if (failure.isEmpty()) {
            LOG.warn("No rates are published: {}", what);
        }
        failure = Optional.of(Json.time(now) + " " + what);
        kafkaFails = kafka;
    }

    /** Whether rates have come, and could be published the last time they came. */
    synchronized boolean works() {
        return lastSuccess.isPresent() && !kafkaFails;
    }

    synchronized void tell(Map<String, Object> details) {
        details.put("lastSuccess", lastSuccess.map(Json::time).orElse("never"));
        failure.ifPresent(told -> details.put("failure", told));
        details.put("publishedPairs", published.size());
        details.put(
                "published",
                first(
                        published,
                        last -> Map.of(
                                "rate", last.rate().plain(),
                                "at", Json.time(last.rate().at()),
                                "published", Json.time(last.when()))));
        details.put("heldBackPairs", heldBack.size());
        details.put("heldBack", first(heldBack, why -> why));
        Map<String, Object> refusals = new LinkedHashMap<>();
        refused.forEach(
                (why, count) -> refusals.put(why.label(), Map.of("times", count.times(), "last", count.last())));
        details.put("refused", refusals);
    }

    private static <V> Map<String, Object> first(Map<String, V> byPair, Function<V, Object> told) {
        Map<String, Object> first = new LinkedHashMap<>();
        byPair.entrySet().stream().limit(SHOWN).forEach(each -> first.put(each.getKey(), told.apply(each.getValue())));
        return first;
    }

    private void note(Refused bad) {
        if (!refused.containsKey(bad.why())) {
            LOG.warn("A rate is not published: {}; further ones of this kind are only counted", bad);
        }
        refused.merge(
                bad.why(), new Count(1, bad.toString()), (before, one) -> new Count(before.times() + 1, one.last()));
        if (bad.why() == Refusal.HELD_BACK) {
            CurrencyPair pair = bad.rate().orElseThrow().pair();
            if (heldBack.size() < Rate.MAX_PAIRS || heldBack.containsKey(pair.toString())) {
                heldBack.put(pair.toString(), bad.detail());
            }
        }
    }
}
