package dev.promissory.views;

import dev.promissory.kit.Health;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Whether the views can answer: the stream runs, and every partition that is here has caught up once. */
record ViewHealth(Positions positions, Freshness freshness, Doubts doubts) {

    Health of(Health stream) {
        Map<String, Object> lags = new TreeMap<>();
        Map<String, Object> moments = new TreeMap<>();
        for (TopicPartition partition : positions.here()) {
            freshness.lag(partition).ifPresent(lag -> lags.put(partition.toString(), lag));
            freshness.asOf(partition).map(Instant::toString).ifPresent(asOf -> moments.put(partition.toString(), asOf));
        }
        Map<String, Object> details = new LinkedHashMap<>(stream.details());
        details.put("lag", lags);
        details.put("asOf", moments);
        details.put("untrusted", untrusted());
        return new Health(stream.ready() && caughtUp(), details);
    }

    /** Wallets and journals on this instance, by what is wrong: nobody's readiness hangs on it. */
    private Map<String, Object> untrusted() {
        SharedTrust here = doubts.here();
        Map<String, Object> untrusted = new LinkedHashMap<>();
        for (Trust.Kind kind : Trust.Kind.values()) {
            untrusted.put(kind.label(), here.of(kind));
        }
        return untrusted;
    }

    private boolean caughtUp() {
        return positions.here().stream().map(freshness::asOf).allMatch(Optional::isPresent);
    }
}
