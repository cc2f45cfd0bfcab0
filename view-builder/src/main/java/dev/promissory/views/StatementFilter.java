package dev.promissory.views;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Fact;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which lines of a statement are wanted; what is empty does not matter.
 *
 * @param currency of a balance that the fact changed
 * @param from the earliest time
 * @param to the time before which they are
 * @param asOf the last one is the last at or before this moment
 */
record StatementFilter(
        Optional<String> type,
        Optional<Currency> currency,
        Optional<WalletId> counterpart,
        Optional<String> reference,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Moment> asOf) {

    /** Whether the fact is of the kind that is wanted; its time is not looked at. */
    boolean wants(Fact fact) {
        return type.filter(wanted -> !wanted.equals(FactJson.type(fact))).isEmpty()
                && currency.filter(wanted -> !changes(fact, wanted)).isEmpty()
                && counterpart
                        .filter(wanted -> !StatementJson.hasCounterpart(fact, wanted))
                        .isEmpty()
                && reference.filter(wanted -> !carries(fact, wanted)).isEmpty();
    }

    static boolean carries(Fact fact, String reference) {
        return fact.head().memo().reference().filter(reference::equals).isPresent();
    }

    /** The list's name for its cursors. */
    String list(WalletId id) {
        String all = "statement " + id;
        List<String> given = Stream.of(type, currency, counterpart, reference, from, to, asOf)
                .map(each -> each.map(value -> "=" + value).orElse(""))
                .toList();
        return given.stream().allMatch(String::isEmpty) ? all : Cursor.filtered(all, given);
    }

    private static boolean changes(Fact fact, Currency currency) {
        return fact.balances().stream().anyMatch(balance -> balance.currency().equals(currency));
    }
}
