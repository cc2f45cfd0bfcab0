package dev.promissory.views;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.protocol.Rate;
import dev.promissory.views.WalletQueries.WalletAsOf;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a wallet is worth in one currency. An opinion that rests on prices from outside, so it names each of them with
 * source and age; what has no price is left out and said to be. Values are exact: they may have more digits than their
 * currency, and are never rounded.
 *
 * @param now the moment that ages are counted to
 * @param maxAge a rate that is older makes the valuation stale
 */
record Valuation(
        WalletAsOf seen, Currency in, Instant now, Duration maxAge, List<Line> lines, List<NotValued> notValued) {

    /** What is in the wallet of one currency, held money included. No rate when it is the wanted currency itself. */
    record Line(Money amount, Optional<Rate> rate) {
        BigDecimal value() {
            return rate.map(known -> amount.amount().multiply(known.value())).orElse(amount.amount());
        }
    }

    record NotValued(Money amount, Reason reason) {}

    /** Why there is no number. */
    enum Reason {
        /** Nobody has named a price of the currency in the wanted one. */
        NO_RATE("no-rate"),
        /** Its price is of a time that has not come: whoever named it is wrong about one thing at least. */
        RATE_FROM_THE_FUTURE("rate-from-the-future");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    Valuation {
        lines = List.copyOf(lines);
        notValued = List.copyOf(notValued);
    }

    /** Of all that could be valued; empty when nothing could, since that is not worth nothing. */
    Optional<BigDecimal> value() {
        return lines.isEmpty() && !complete()
                ? Optional.empty()
                : Optional.of(lines.stream().map(Line::value).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** Whether everything could be valued. */
    boolean complete() {
        return notValued.isEmpty();
    }

    boolean stale() {
        return lines.stream().flatMap(line -> line.rate().stream()).anyMatch(this::stale);
    }

    boolean stale(Rate rate) {
        return age(rate).compareTo(maxAge) > 0;
    }

    /** Not below zero: clocks differ a little. */
    Duration age(Rate rate) {
        Duration age = Duration.between(rate.at(), now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** The number as its currency shows it, with as many more digits as it has: {@code 91963.50}, {@code 0.00001234}. */
    String plain(BigDecimal value) {
        int least = in.hasFixedFraction() ? in.maxFractionDigits() : 0;
        BigDecimal stripped = value.stripTrailingZeros();
        return (stripped.scale() < least ? stripped.setScale(least) : stripped).toPlainString();
    }
}
