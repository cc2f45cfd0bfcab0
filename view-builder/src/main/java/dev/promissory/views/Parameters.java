package dev.promissory.views;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.domain.WalletId;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A request's query parameters: those its route knows, each at most once, and nothing else. */
public final class Parameters {

    public static final String LIMIT = "limit";
    public static final String CURSOR = "cursor";
    static final String MIN_SEQUENCE = "minSequence";
    static final String AS_OF = "asOf";

    private static final Pattern DECIMAL =
            Pattern.compile("-?[0-9]{1," + Money.MAX_DIGITS + "}(\\.[0-9]{1," + Money.MAX_DIGITS + "})?");

    private static final String FAMILY = ".*";

    private static final int MAX_LIMIT = 500;
    private static final int DEFAULT_LIMIT = 50;

    /** No whole number with more digits fits; longer text is refused before it is read. */
    private static final int MAX_DIGITS = 18;

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** @throws dev.promissory.kit.ProblemException 400 {@code bad-parameter} for another parameter, or one twice */
    public static Parameters of(Context ctx, String... known) {
        Set<String> names = Set.of(known);
        ctx.queryParamMap().forEach((name, given) -> {
            if (name.equals(MIN_SEQUENCE) && !names.contains(name)) {
                throw ViewProblems.badParameter(
                        name,
                        "minSequence is the sequence of a wallet or of a currency at the mint: it works on one of these,"
                                + " and on a wallet's statement, valuation, holds, schedules and promises.");
            }
            if (!names.contains(name) && names.stream().noneMatch(each -> isFamilyOf(each, name))) {
                throw ViewProblems.badParameter(name, "This path has no parameter " + name + "; it has " + list(known));
            }
            if (given.size() > 1) {
                throw ViewProblems.badParameter(name, name + " is given more than once.");
            }
        });
        return new Parameters(ctx.queryParamMap());
    }

    /** {@code metadata.*} stands for every name that begins so. */
    private static boolean isFamilyOf(String known, String name) {
        return known.endsWith(FAMILY) && name.startsWith(known.substring(0, known.length() - 1));
    }

    /** The parameters of a family, by what follows its dot. */
    SortedMap<String, String> family(String known) {
        String prefix = known.substring(0, known.length() - 1);
        SortedMap<String, String> family = new TreeMap<>();
        values.forEach((name, given) -> {
            if (name.startsWith(prefix)) {
                family.put(name.substring(prefix.length()), given.getFirst());
            }
        });
        return family;
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getFirst);
    }

    public int limit() {
        return text(LIMIT)
                .map(text -> {
                    OptionalLong limit = wholeNumber(text);
                    if (limit.isEmpty() || limit.getAsLong() < 1 || limit.getAsLong() > MAX_LIMIT) {
                        throw ViewProblems.badParameter(LIMIT, "limit must be a whole number from 1 to " + MAX_LIMIT);
                    }
                    return (int) limit.getAsLong();
                })
                .orElse(DEFAULT_LIMIT);
    }

    /** The item the last page ended with; empty for the first page. */
    public Optional<String> cursor(String list) {
        return text(CURSOR).map(cursor -> Cursor.read(list, cursor));
    }

    /** The sequence that the answer must at least have seen. */
    OptionalLong minSequence() {
        Optional<String> text = text(MIN_SEQUENCE);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        OptionalLong sequence = wholeNumber(text.get());
        if (sequence.isEmpty()) {
            throw ViewProblems.badParameter(MIN_SEQUENCE, "minSequence must be a whole number, as in an outcome.");
        }
        return sequence;
    }

    Optional<WalletId> wallet(String name) {
        return text(name).map(text -> {
            if (!WalletId.isValid(text)) {
                throw ViewProblems.badParameter(name, name + " must be a wallet id.");
            }
            return new WalletId(text);
        });
    }

    /** A time such as {@code 2026-11-23T08:00:00.000Z}. */
    Optional<Instant> time(String name) {
        return text(name)
                .map(text -> Moment.time(text)
                        .orElseThrow(() -> ViewProblems.badParameter(
                                name, name + " must be a time such as 2026-11-23T08:00:00.000Z, from 1970 to 9999.")));
    }

    /** A decimal number of as many digits as money may have. */
    Optional<BigDecimal> decimal(String name) {
        return text(name).map(text -> {
            if (!DECIMAL.matcher(text).matches()) {
                throw ViewProblems.badParameter(name, name + " must be a decimal number such as 50.00.");
            }
            return new BigDecimal(text);
        });
    }

    /** A moment of the past; empty for now. */
    Optional<Moment> asOf() {
        return text(AS_OF)
                .map(text -> Moment.parse(text)
                        .orElseThrow(() -> ViewProblems.badParameter(
                                AS_OF,
                                "asOf must be a time such as 2026-11-23T08:00:00.000Z, from 1970 to 9999,"
                                        + " or the sequence of a fact.")));
    }

    /** The currency, where it is given. */
    Optional<Currency> optionalCurrency(String name) {
        return text(name).map(given -> currency(name));
    }

    /** The currency, which must be given. */
    Currency currency(String name) {
        return text(name)
                .filter(Currency::isValid)
                .map(Currency::new)
                .orElseThrow(() -> ViewProblems.badParameter(
                        name, name + " must be a currency: 2 to 12 characters A-Z and 0-9, such as EUR."));
    }

    /** {@code [0-9]+}: no sign, no blanks, no other script's digits. */
    public static OptionalLong wholeNumber(String text) {
        boolean digits =
                !text.isEmpty() && text.length() <= MAX_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static String list(String... known) {
        return known.length == 0 ? "none." : String.join(", ", known) + ".";
    }
}
