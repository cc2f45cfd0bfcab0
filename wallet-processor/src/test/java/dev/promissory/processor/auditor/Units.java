package dev.promissory.processor.auditor;

import java.math.BigInteger;
import java.util.Map;

/** Amounts as whole numbers of the smallest unit there is, the eighteenth digit after the point. */
final class Units {

    static final int MOST_DIGITS = 38;
    static final int SCALE = 18;

    /** The currencies of the histories; all others have as many digits as they are given. */
    private static final Map<String, Integer> FIXED_FRACTION = Map.of("EUR", 2, "JPY", 0);

    private Units() {}

    /** Of a decimal with at most eighteen digits after the point. */
    static BigInteger of(String decimal) {
        return new BigInteger(decimal.replace(".", "") + "0".repeat(SCALE - fractionDigits(decimal)));
    }

    static int signum(String decimal) {
        boolean zero = decimal.chars().noneMatch(digit -> digit >= '1' && digit <= '9');
        return zero ? 0 : decimal.startsWith("-") ? -1 : 1;
    }

    /** The digits after the point, as written. */
    static int fractionDigits(String decimal) {
        int point = decimal.indexOf('.');
        return point < 0 ? 0 : decimal.length() - point - 1;
    }

    static int mostFractionDigits(String currency) {
        return FIXED_FRACTION.getOrDefault(currency, SCALE);
    }

    static boolean hasFixedFraction(String currency) {
        return FIXED_FRACTION.containsKey(currency);
    }

    /** {@code 12.50} EUR, {@code 1.5} BTC. */
    static String plain(BigInteger units, String currency) {
        int shown = shownFractionDigits(units, currency);
        String digits = units.abs().toString();
        digits = "0".repeat(Math.max(0, SCALE + 1 - digits.length())) + digits;
        String whole = digits.substring(0, digits.length() - SCALE);
        String fraction = digits.substring(digits.length() - SCALE, digits.length() - SCALE + shown);
        return (units.signum() < 0 ? "-" : "") + whole + (shown == 0 ? "" : "." + fraction);
    }

    /** The digits that are shown, from the first that is not zero. */
    static int digits(BigInteger units, String currency) {
        BigInteger shown = units.abs().divide(BigInteger.TEN.pow(SCALE - shownFractionDigits(units, currency)));
        return shown.toString().length();
    }

    private static int shownFractionDigits(BigInteger units, String currency) {
        if (FIXED_FRACTION.containsKey(currency)) {
            return FIXED_FRACTION.get(currency);
        }
        int shown = SCALE;
        BigInteger left = units;
        while (shown > 0 && left.mod(BigInteger.TEN).signum() == 0) {
            left = left.divide(BigInteger.TEN);
            shown--;
        }
        return shown;
    }
}
