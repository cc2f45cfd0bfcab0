package dev.promissory.rates;

import dev.promissory.domain.Currency;
import dev.promissory.protocol.CurrencyPair;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.Rate;
import dev.promissory.protocol.UnreadableException;
import dev.promissory.rates.Quotation.Refused;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Reads {@code base}, {@code quote}, {@code rate} and, where it is given, {@code at}: the same in a file and in an answer.
 *
 * @param heardAt the time of rates that name none
 */
record QuotationReader(Instant heardAt) {

    Quotation read(String where, Fields fields, String source) {
        try {
            return quotation(where, fields, source);
        } catch (UnreadableException e) {
            return Refused.unreadable(where, Refusal.ILL_FORMED, e.getMessage());
        }
    }

    private Quotation quotation(String where, Fields fields, String source) {
        Currency base = currency(fields, "base");
        Currency quote = currency(fields, "quote");
        BigDecimal value = fields.decimal("rate");
        Instant at = fields.optionalText("at").isPresent() ? fields.time("at") : heardAt;
        if (base.equals(quote)) {
            return Refused.unreadable(where, Refusal.SAME_CURRENCY, base + " in " + quote + " needs no rate");
        }
        CurrencyPair pair = new CurrencyPair(base, quote);
        if (value.signum() <= 0) {
            return Refused.unreadable(where, Refusal.NOT_POSITIVE, pair + " must be more than zero");
        }
        if (Rate.digits(value) > Rate.MAX_DIGITS) {
            return Refused.unreadable(
                    where, Refusal.TOO_LONG, pair + " must not have more than " + Rate.MAX_DIGITS + " digits");
        }
        return new Quotation.Readable(where, new Rate(pair, value, source, at));
    }

    private static Currency currency(Fields fields, String name) {
        String code = fields.text(name);
        if (!Currency.isValid(code)) {
            throw new UnreadableException(name + " must be 2 to 12 characters A-Z and 0-9", name);
        }
        return new Currency(code);
    }
}
