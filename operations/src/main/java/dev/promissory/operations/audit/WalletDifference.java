package dev.promissory.operations.audit;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Wallet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** Says in what a wallet, as somebody keeps it, differs from what its facts make. */
final class WalletDifference {

    private final List<String> found = new ArrayList<>();

    private WalletDifference() {}

    /** Empty when they agree. */
    static Optional<String> between(Wallet kept, byte[] keptHash, Wallet folded, byte[] foldedHash) {
        if (kept.equals(folded) && Arrays.equals(keptHash, foldedHash)) {
            return Optional.empty();
        }
        WalletDifference difference = new WalletDifference();
        difference.compare("status", kept.status(), folded.status());
        difference.compare(
                "owner", kept.owner().orElse("nobody"), folded.owner().orElse("nobody"));
        difference.compare("last fact's time", kept.lastFactAt(), folded.lastFactAt());
        TreeSet<Currency> currencies = new TreeSet<>(kept.balances().keySet());
        currencies.addAll(folded.balances().keySet());
        for (Currency currency : currencies) {
            difference.compare("balance", text(kept, currency), text(folded, currency));
        }
        difference.compare("overdraft limits", kept.overdraftLimits(), folded.overdraftLimits());
        difference.compare("metadata", kept.metadata(), folded.metadata());
        if (!Arrays.equals(keptHash, foldedHash)) {
            difference.found.add("builds on another hash");
        }
        return Optional.of("says " + String.join(", ", difference.found));
    }

    private void compare(String name, Object kept, Object folded) {
        if (!Objects.equals(kept, folded)) {
            found.add(name + " " + kept + " instead of " + folded);
        }
    }

    private static String text(Wallet wallet, Currency currency) {
        Balance balance = wallet.balances().get(currency);
        return balance == null
                ? "none of " + currency
                : balance.total() + (balance.held().isZero() ? "" : " (held " + balance.held() + ")");
    }
}
