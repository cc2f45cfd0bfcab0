package dev.promissory.views;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.CurrencyPair;
import dev.promissory.protocol.Rate;
import dev.promissory.protocol.RateJson;
import dev.promissory.views.Valuation.Line;
import dev.promissory.views.Valuation.NotValued;
import dev.promissory.views.Valuation.Reason;
import dev.promissory.views.WalletQueries.WalletAsOf;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Values wallets with the last rates. Only the rate of just that pair is used: the inverse of another would have to be
 * rounded, and a way over a third currency would be a price that nobody has named.
 */
final class ValuationQuery {

    private final Partitions partitions;
    private final WalletQueries wallets;
    private final Duration maxAge;
    private final Clock clock;

    /** @param maxAge of a rate, until what rests on it is stale */
    ValuationQuery(Partitions partitions, WalletQueries wallets, Duration maxAge, Clock clock) {
        this.partitions = partitions;
        this.wallets = wallets;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /** @throws dev.promissory.kit.ProblemException as {@link WalletQueries#wallet} */
    Valuation value(WalletId id, Currency in, OptionalLong minSequence) {
        WalletAsOf seen = wallets.wallet(id, minSequence);
        ReadOnlyKeyValueStore<Bytes, byte[]> rates = partitions.rates();
        Instant now = clock.instant();
        List<Line> lines = new ArrayList<>();
        List<NotValued> notValued = new ArrayList<>();
        for (Balance balance : seen.row().wallet().balances().values()) {
            Money amount = balance.total();
            if (amount.isZero()) {
                continue;
            }
            if (amount.currency().equals(in)) {
                lines.add(new Line(amount, Optional.empty()));
                continue;
            }
            Optional<Rate> rate = rate(rates, new CurrencyPair(amount.currency(), in));
            if (rate.isEmpty()) {
                notValued.add(new NotValued(amount, Reason.NO_RATE));
            } else if (rate.get().isFromTheFuture(now)) {
                notValued.add(new NotValued(amount, Reason.RATE_FROM_THE_FUTURE));
            } else {
                lines.add(new Line(amount, rate));
            }
        }
        return new Valuation(seen, in, now, maxAge, lines, notValued);
    }

    private static Optional<Rate> rate(ReadOnlyKeyValueStore<Bytes, byte[]> rates, CurrencyPair pair) {
        byte[] record = rates.get(Bytes.wrap(pair.toString().getBytes(StandardCharsets.UTF_8)));
        return Optional.ofNullable(record).map(RateJson::read);
    }
}
