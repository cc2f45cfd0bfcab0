package dev.promissory.mint.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.UnreadableException;
import java.io.IOException;
import java.util.Optional;

/** Totals as they stand in facts, outcomes and answers, with what remains of them and the cap, null where there is none. */
public final class TotalsJson {

    private TotalsJson() {}

    /** {@code "issued":"100.00","issuing":"0.00","given":"0.37","giving":"0.37","remaining":"99.63","cap":null}. */
    public static void write(JsonGenerator json, Totals totals) throws IOException {
        json.writeStringField("issued", totals.issued().plain());
        json.writeStringField("issuing", totals.issuing().plain());
        json.writeStringField("given", totals.given().plain());
        json.writeStringField("giving", totals.giving().plain());
        json.writeStringField("remaining", totals.remaining().plain());
        if (totals.cap().isPresent()) {
            json.writeStringField("cap", totals.cap().get().plain());
        } else {
            json.writeNullField("cap");
        }
    }

    /** @throws UnreadableException also when they contradict each other: no part is more than what it is a part of */
    static Totals read(Fields fields, Currency currency) {
        Money issued = notNegative(fields, "issued", currency);
        Money issuing = notNegative(fields, "issuing", currency);
        Money given = notNegative(fields, "given", currency);
        Money giving = notNegative(fields, "giving", currency);
        Optional<Money> cap = fields.optionalMoney("cap", currency.code());
        cap.ifPresent(bound -> requireNotNegative("cap", bound));
        requireNotNegative("issuing", "issued", issued.minus(issuing));
        requireNotNegative("giving", "given", given.minus(giving));
        requireNotNegative(
                "given",
                "what has been issued and has arrived",
                issued.minus(issuing).minus(given));
        Totals totals = new Totals(issued, issuing, given, giving, cap);
        if (!fields.money("remaining", currency.code()).equals(totals.remaining())) {
            throw new UnreadableException("remaining is not issued less issuing and given", "remaining");
        }
        return totals;
    }

    private static Money notNegative(Fields fields, String name, Currency currency) {
        Money money = fields.money(name, currency.code());
        requireNotNegative(name, money);
        return money;
    }

    private static void requireNotNegative(String name, Money money) {
        if (money.isNegative()) {
            throw new UnreadableException(name + " must not be negative", name);
        }
    }

    private static void requireNotNegative(String part, String whole, Money rest) {
        if (rest.isNegative()) {
            throw new UnreadableException(part + " is more than " + whole, part);
        }
    }
}
