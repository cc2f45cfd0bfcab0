package dev.promissory.rates;

import dev.promissory.protocol.CurrencyPair;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Rate;
import dev.promissory.rates.Quotation.Readable;
import dev.promissory.rates.Quotation.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Parts what can be believed from what cannot. It looks at each pair alone: one that is refused stops no other.
 *
 * @param maxChange the largest part of the published rate by which the next one may differ from it, 0.5 for half of it; 0
 *     for any. A true price may move further, so such a rate is held back for somebody to look at: published by hand, it
 *     is what the next ones are measured by
 */
record Sieve(BigDecimal maxChange) {

    static final BigDecimal ANY_CHANGE = BigDecimal.ZERO;

    /**
     * What is left.
     *
     * @param fresh to be published
     * @param known published already, just so
     */
    record Sifted(List<Rate> fresh, List<Rate> known, List<Refused> refused) {}

    /**
     * @param published the last rate of each pair that is on wallet.rates
     * @param room for how many pairs that are not there yet
     */
    Sifted sift(List<Quotation> said, Function<CurrencyPair, Optional<Rate>> published, int room, Instant now) {
        Sifted sifted = new Sifted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Map<CurrencyPair, List<Readable>> byPair = new LinkedHashMap<>();
        for (Quotation each : said) {
            switch (each) {
                case Refused refused -> sifted.refused().add(refused);
                case Readable readable ->
                    byPair.computeIfAbsent(readable.rate().pair(), any -> new ArrayList<>())
                            .add(readable);
            }
        }
        int left = room;
        for (Map.Entry<CurrencyPair, List<Readable>> each : byPair.entrySet()) {
            Optional<Rate> before = published.apply(each.getKey());
            if (before.isEmpty() && left == 0) {
                String detail = "is new, and there are " + Rate.MAX_PAIRS + " pairs already";
                sifted.refused().add(Refused.of(each.getValue().getFirst(), Refusal.TOO_MANY, detail));
                continue;
            }
            int fresh = sifted.fresh().size();
            sift(each.getValue(), before, now, sifted);
            if (before.isEmpty()) {
                left -= sifted.fresh().size() - fresh;
            }
        }
        return sifted;
    }

    private void sift(List<Readable> ofOnePair, Optional<Rate> published, Instant now, Sifted sifted) {
        Readable said = ofOnePair.getFirst();
        for (Readable again : ofOnePair) {
            if (again.rate().value().compareTo(said.rate().value()) != 0) {
                String detail = "is " + again.rate().plain() + " here and "
                        + said.rate().plain() + " at " + said.where();
                sifted.refused().add(Refused.of(again, Refusal.CONTRADICTORY, detail));
                return;
            }
        }
        // A rate from the future, which somebody else must have published, is no measure for others.
        Optional<Rate> before = published.filter(rate -> !rate.isFromTheFuture(now));
        Optional<Refused> refused = refusal(said, before, now);
        if (refused.isPresent()) {
            sifted.refused().add(refused.get());
        } else if (before.filter(rate -> isKnown(said.rate(), rate)).isPresent()) {
            sifted.known().add(said.rate());
        } else {
            sifted.fresh().add(said.rate());
        }
    }

    private Optional<Refused> refusal(Readable said, Optional<Rate> before, Instant now) {
        Rate rate = said.rate();
        if (rate.isFromTheFuture(now)) {
            return Optional.of(
                    Refused.of(said, Refusal.FROM_THE_FUTURE, "is of " + Json.time(rate.at()) + ", in the future"));
        }
        if (before.isPresent() && rate.at().isBefore(before.get().at())) {
            String detail = "is of " + Json.time(rate.at()) + ", older than the published one, of "
                    + Json.time(before.get().at());
            return Optional.of(Refused.of(said, Refusal.OUTDATED, detail));
        }
        if (before.isPresent() && isTooFar(rate.value(), before.get().value())) {
            String detail = "is " + rate.plain() + ", too far from the published "
                    + before.get().plain();
            return Optional.of(Refused.of(said, Refusal.HELD_BACK, detail));
        }
        return Optional.empty();
    }

    private boolean isTooFar(BigDecimal value, BigDecimal before) {
        BigDecimal change = value.subtract(before).abs();
        return maxChange.signum() > 0 && change.compareTo(before.multiply(maxChange)) > 0;
    }

    private static boolean isKnown(Rate rate, Rate published) {
        return rate.value().compareTo(published.value()) == 0
                && rate.at().equals(published.at())
                && rate.source().equals(published.source());
    }
}
