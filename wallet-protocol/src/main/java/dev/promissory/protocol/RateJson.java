package dev.promissory.protocol;

import dev.promissory.domain.Currency;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The records of wallet.rates: a rate as JSON, under its pair as text. Reading ignores fields it does not know. */
public final class RateJson {

    private RateJson() {}

    /** {@code BTC/EUR}. */
    public static byte[] key(Rate rate) {
        return rate.pair().toString().getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] write(Rate rate) {
        return Json.write(json -> {
            json.writeNumberField("v", 1);
            json.writeStringField("base", rate.pair().base().code());
            json.writeStringField("quote", rate.pair().quote().code());
            json.writeStringField("rate", rate.plain());
            json.writeStringField("source", rate.source());
            json.writeStringField("at", Json.time(rate.at()));
        });
    }

    /** @throws UnreadableException when the bytes are no rate of a version this reader knows */
    public static Rate read(byte[] value) {
        Fields fields = new Fields(Json.readObject(value));
        fields.requireVersion();
        return new Rate(pair(fields), value(fields), source(fields), fields.time("at"));
    }

    /** @throws UnreadableException also when the rate is of another pair than its key says */
    public static Rate read(byte[] key, byte[] value) {
        Rate rate = read(value);
        if (!Arrays.equals(key, key(rate))) {
            throw new UnreadableException("the key is not the rate's pair " + rate.pair());
        }
        return rate;
    }

    private static CurrencyPair pair(Fields fields) {
        Currency base = currency(fields, "base");
        Currency quote = currency(fields, "quote");
        if (base.equals(quote)) {
            throw new UnreadableException("base and quote are the same", "quote");
        }
        return new CurrencyPair(base, quote);
    }

    private static Currency currency(Fields fields, String name) {
        String code = fields.text(name);
        if (!Currency.isValid(code)) {
            throw new UnreadableException(name + " is no currency code", name);
        }
        return new Currency(code);
    }

    private static BigDecimal value(Fields fields) {
        BigDecimal value = fields.decimal("rate");
        if (value.signum() <= 0) {
            throw new UnreadableException("rate must be more than zero", "rate");
        }
        if (Rate.digits(value) > Rate.MAX_DIGITS) {
            throw new UnreadableException("rate has more than " + Rate.MAX_DIGITS + " digits", "rate");
        }
        return value;
    }

    private static String source(Fields fields) {
        String source = fields.text("source");
        if (source.isBlank() || source.length() > Rate.MAX_SOURCE_LENGTH) {
            throw new UnreadableException("source must have 1 to " + Rate.MAX_SOURCE_LENGTH + " characters", "source");
        }
        return source;
    }
}
