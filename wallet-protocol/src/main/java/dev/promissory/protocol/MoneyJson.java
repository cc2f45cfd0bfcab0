package dev.promissory.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Balance;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Money;
import dev.promissory.domain.Posting;
import dev.promissory.domain.WalletId;
import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Money, balances and legs as they stand in facts, outcomes and answers: amounts are decimal strings. */
public final class MoneyJson {

    private MoneyJson() {}

    /** {@code "currency":"EUR","amount":"12.50"}. */
    public static void write(JsonGenerator json, Money money) throws IOException {
        json.writeStringField("currency", money.currency().code());
        json.writeStringField("amount", money.plain());
    }

    /** {@code "balances":[{"currency":"EUR","total":"112.50","available":"112.50","held":"0.00"}]}. */
    public static void writeBalances(JsonGenerator json, Collection<Balance> balances) throws IOException {
        json.writeArrayFieldStart("balances");
        for (Balance balance : balances) {
            json.writeStartObject();
            json.writeStringField("currency", balance.currency().code());
            writeParts(json, balance);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** {@code "legs":[{"to":"bob","currency":"EUR","amount":"5.00"}]}. */
    public static void writeLegs(JsonGenerator json, List<Leg> legs) throws IOException {
        json.writeArrayFieldStart("legs");
        for (Leg leg : legs) {
            json.writeStartObject();
            json.writeStringField("to", leg.to().value());
            write(json, leg.money());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** {@code "legs":[{"from":"alice","to":"bob","currency":"EUR","amount":"5.00"}]}. */
    public static void writePostings(JsonGenerator json, List<Posting> postings) throws IOException {
        json.writeArrayFieldStart("legs");
        for (Posting posting : postings) {
            json.writeStartObject();
            json.writeStringField("from", posting.from().value());
            json.writeStringField("to", posting.to().value());
            write(json, posting.money());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void writeParts(JsonGenerator json, Balance balance) throws IOException {
        json.writeStringField("total", balance.total().plain());
        json.writeStringField("available", balance.available().plain());
        json.writeStringField("held", balance.held().plain());
    }

    static Balance balance(Fields fields, String currency) {
        Money total = fields.money("total", currency);
        Balance balance = new Balance(total, fields.money("held", currency));
        try {
            if (fields.money("available", currency).equals(balance.available())) {
                return balance;
            }
        } catch (ArithmeticException e) {
            // Each can be money by itself and their difference have more digits than any money.
            throw new UnreadableException("total less held is no sum of money", "available");
        }
        throw new UnreadableException("available is not total less held", "available");
    }

    static List<Balance> balances(Fields fields) {
        return fields.objects("balances").stream()
                .map(each -> balance(each, each.text("currency")))
                .toList();
    }

    static List<Leg> legs(Fields fields) {
        List<Leg> legs = fields.objects("legs").stream()
                .map(each -> new Leg(each.walletId("to"), each.movedMoney()))
                .toList();
        if (legs.isEmpty()) {
            throw new UnreadableException("legs must name at least one receiver", "legs");
        }
        return legs;
    }

    static List<Posting> postings(Fields fields) {
        List<Posting> postings =
                fields.objects("legs").stream().map(MoneyJson::posting).toList();
        if (postings.isEmpty()) {
            throw new UnreadableException("legs must name at least one movement", "legs");
        }
        return postings;
    }

    private static Posting posting(Fields fields) {
        WalletId from = fields.walletId("from");
        WalletId to = fields.walletId("to");
        if (from.equals(to)) {
            throw new UnreadableException("a leg goes from one wallet to another", "to");
        }
        return new Posting(from, to, fields.movedMoney());
    }
}
