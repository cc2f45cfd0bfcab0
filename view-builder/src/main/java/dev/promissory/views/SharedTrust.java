package dev.promissory.views;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.views.Trust.Kind;
import java.io.IOException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether all wallets and journals that something rests on can be vouched for. What rests on a doubted one knows it as its
 * last verified fact left it: {@code {"state":"forged","wallets":2}}, the worst kind and how many are doubted at all.
 *
 * @param keyed whether every fact that was folded carried a mac that the stewards' key confirmed
 * @param doubted how many of each kind; none that is zero
 */
record SharedTrust(boolean keyed, Map<Kind, Long> doubted) implements Standing {

    static final SharedTrust WHOLE = new SharedTrust(true, Map.of());

    SharedTrust {
        doubted = Collections.unmodifiableMap(doubted);
    }

    /** That of several; none is in two of them. */
    SharedTrust and(SharedTrust other) {
        Map<Kind, Long> sum = new EnumMap<>(Kind.class);
        sum.putAll(doubted);
        other.doubted.forEach((kind, count) -> sum.merge(kind, count, Long::sum));
        return new SharedTrust(keyed && other.keyed, sum);
    }

    /** Of a single wallet. */
    static SharedTrust of(boolean keyed, Optional<Kind> doubt) {
        return new SharedTrust(keyed, doubt.map(kind -> Map.of(kind, 1L)).orElse(Map.of()));
    }

    long of(Kind kind) {
        return doubted.getOrDefault(kind, 0L);
    }

    long wallets() {
        return doubted.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String state() {
        return doubted.keySet().stream().max(Kind::compareTo).map(Kind::label).orElse(keyed ? "verified" : "chained");
    }

    @Override
    public void writeDoubt(JsonGenerator json) throws IOException {
        if (wallets() > 0) {
            json.writeNumberField("wallets", wallets());
        }
    }
}
