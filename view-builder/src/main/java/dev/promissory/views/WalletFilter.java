package dev.promissory.views;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Wallet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * Which wallets are wanted; what is empty does not matter.
 *
 * @param metadata each of these names has this value
 * @param currency a balance of it is shown, be it zero
 * @param minBalance the least its total is; only with a currency
 * @param maxBalance the most its total is; only with a currency
 * @param doubts it is doubted for one of these; empty for all wallets, doubted or not
 */
record WalletFilter(
        SortedMap<String, String> metadata,
        Optional<Currency> currency,
        Optional<BigDecimal> minBalance,
        Optional<BigDecimal> maxBalance,
        Optional<Wallet.Status> status,
        Optional<String> owner,
        Set<Trust.Kind> doubts) {

    boolean wants(WalletRow row) {
        Wallet wallet = row.wallet();
        return status.filter(wanted -> wanted != wallet.status()).isEmpty()
                && (doubts.isEmpty() || row.trust().doubt().filter(this::wants).isPresent())
                && owner.filter(wanted -> !wallet.owner().equals(owner)).isEmpty()
                && row.metadata().entrySet().containsAll(metadata.entrySet())
                && currency.filter(wanted -> !wantsBalance(wallet, wanted)).isEmpty();
    }

    private boolean wants(Trust.Doubt doubt) {
        return doubts.contains(doubt.kind());
    }

    private boolean wantsBalance(Wallet wallet, Currency wanted) {
        if (!BalancesJson.currencies(wallet).contains(wanted)) {
            return false;
        }
        BigDecimal total = wallet.balance(wanted).total().amount();
        return minBalance.filter(least -> total.compareTo(least) < 0).isEmpty()
                && maxBalance.filter(most -> total.compareTo(most) > 0).isEmpty();
    }

    /** What an index finds these wallets by. */
    Optional<Term> term() {
        return metadata.entrySet().stream().findFirst().map(first -> Term.metadata(first.getKey(), first.getValue()));
    }

    /** The list's name for its cursors. */
    String list() {
        List<String> given = new ArrayList<>();
        for (Optional<?> each : List.of(currency, minBalance, maxBalance, status, owner)) {
            given.add(each.map(value -> "=" + value).orElse(""));
        }
        for (Map.Entry<String, String> each : metadata.entrySet()) {
            given.add(each.getKey());
            given.add(each.getValue());
        }
        doubts.forEach(kind -> given.add(kind.label()));
        // Name and value of a metadatum may both be empty texts, and they filter too.
        boolean unfiltered = metadata.isEmpty() && given.stream().allMatch(String::isEmpty);
        return unfiltered ? "wallets" : Cursor.filtered("wallets", given);
    }
}
