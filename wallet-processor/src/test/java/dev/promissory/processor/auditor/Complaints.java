package dev.promissory.processor.auditor;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** All that is wrong with a command; the answer names the first in the order that the ledger promises. */
final class Complaints {

    static final List<String> ORDER = List.of(
            "sequence-mismatch",
            "condition-failed",
            "reference-too-long",
            "metadata-too-large",
            "owner-too-long",
            "wallet-not-found",
            "wallet-closed",
            "wallet-frozen",
            "not-a-wallet",
            "id-taken",
            "hold-already-exists",
            "hold-not-found",
            "hold-already-captured",
            "hold-already-released",
            "hold-expired",
            "invalid-expiry",
            "schedule-not-open",
            "schedule-too-far",
            "proof-invalid",
            "not-reversible",
            "already-reversed",
            "too-many-legs",
            "transfer-to-self",
            "invalid-currency",
            "limit-negative",
            "amount-not-positive",
            "too-many-fraction-digits",
            "amount-too-large",
            "hold-currency-differs",
            "capture-exceeds-hold",
            "rate-mismatch",
            "insufficient-funds",
            "balance-too-large",
            "wallet-not-empty",
            "promises-in-flight");

    private final Set<String> found = new TreeSet<>(Comparator.comparingInt(ORDER::indexOf));

    Complaints when(boolean wrong, String code) {
        if (wrong) {
            found.add(code);
        }
        return this;
    }

    boolean has(String code) {
        return found.contains(code);
    }

    boolean none() {
        return found.isEmpty();
    }

    Optional<String> first() {
        return found.stream().findFirst();
    }

    /** There must be such a wallet, or have been. */
    Complaints beginning(Account account) {
        return when(account.status == Account.Status.NOBODY, "wallet-not-found")
                .when(account.status == Account.Status.JOURNAL, "not-a-wallet");
    }

    /** There must be such a wallet. */
    Complaints existence(Account account) {
        return beginning(account).when(account.status == Account.Status.CLOSED, "wallet-closed");
    }

    /** Money moves only in a wallet that is not frozen. */
    Complaints movable(Account account) {
        return existence(account).when(account.status == Account.Status.FROZEN, "wallet-frozen");
    }

    /** As {@link #movable}, of money that comes: it opens a wallet that was nobody's. */
    Complaints movableOrNew(Account account) {
        return account.status == Account.Status.NOBODY ? this : movable(account);
    }

    Complaints amount(String decimal, String currency) {
        when(Units.signum(decimal) <= 0, "amount-not-positive");
        return form(decimal, currency);
    }

    Complaints limit(String decimal, String currency) {
        when(Units.signum(decimal) < 0, "limit-negative");
        return form(decimal, currency);
    }

    private Complaints form(String decimal, String currency) {
        when(!currency.matches("[A-Z0-9]{2,12}"), "invalid-currency");
        int most = Units.mostFractionDigits(currency);
        when(Units.fractionDigits(decimal) > most, "too-many-fraction-digits");
        int whole = decimal.replaceFirst("\\..*", "").replaceFirst("^-?0*", "").length();
        int fraction = Units.hasFixedFraction(currency) ? most : Units.fractionDigits(decimal);
        return when(whole + fraction > Units.MOST_DIGITS, "amount-too-large");
    }

    /** Spending, and setting aside, counts what is held already and what the overdraft limit adds. */
    Complaints spending(Account account, List<Movement> movements) {
        for (Map.Entry<String, BigInteger> sum : Movement.sums(movements).entrySet()) {
            String currency = sum.getKey();
            BigInteger limit = account.limits.getOrDefault(currency, BigInteger.ZERO);
            Purse purse = account.purse(currency);
            when(purse.available().add(limit).compareTo(sum.getValue()) < 0, "insufficient-funds");
            int after = Units.digits(purse.total().subtract(sum.getValue()), currency);
            when(after > Units.MOST_DIGITS && after > Units.digits(purse.total(), currency), "balance-too-large");
        }
        return this;
    }

    Complaints receiving(Account account, List<Movement> movements) {
        Movement.sums(movements)
                .forEach((currency, sum) -> when(
                        Units.digits(account.purse(currency).total().add(sum), currency) > Units.MOST_DIGITS,
                        "balance-too-large"));
        return this;
    }
}
