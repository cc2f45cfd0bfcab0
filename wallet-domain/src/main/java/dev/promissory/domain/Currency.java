package dev.promissory.domain;

/**
 * A currency code, 2 to 12 characters of {@code [A-Z0-9]}: an ISO 4217 code, or any other unit of value (BTC, POINTS).
 * ISO codes have their own number of fraction digits; all others up to {@value #MAX_FRACTION_DIGITS}.
 */
public record Currency(String code) implements Comparable<Currency> {

    public static final int MAX_FRACTION_DIGITS = 18;

    /** @throws IllegalArgumentException when the code is ill-formed; ask {@link #isValid} first */
    public Currency {
        if (!isValid(code)) {
            throw new IllegalArgumentException("currency code is ill-formed: " + code);
        }
    }

    public static boolean isValid(String code) {
        if (code == null || code.length() < 2 || code.length() > 12) {
            return false;
        }
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))) {
                return false;
            }
        }
        return true;
    }

    /** Whether amounts always show exactly {@link #maxFractionDigits} fraction digits. */
    public boolean hasFixedFraction() {
        return IsoCurrencies.fractionDigits(code).isPresent();
    }

    /** The most fraction digits an amount may have. */
    public int maxFractionDigits() {
        return IsoCurrencies.fractionDigits(code).orElse(MAX_FRACTION_DIGITS);
    }

    @Override
    public int compareTo(Currency other) {
        return code.compareTo(other.code);
    }

    @Override
    public String toString() {
        return code;
    }
}
