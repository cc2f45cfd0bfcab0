package dev.promissory.views;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Balance;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.domain.Wallet;
import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A wallet's balances:
 * {@code "balances":[{"currency":"EUR","total":"-20.00","available":"-20.00","held":"0.00","overdraftLimit":"50.00"}]}. A
 * limit above zero is shown, also of a currency that the wallet never had.
 */
final class BalancesJson {

    private BalancesJson() {}

    static void write(JsonGenerator json, Wallet wallet) throws IOException {
        json.writeArrayFieldStart("balances");
        for (Currency currency : currencies(wallet)) {
            json.writeStartObject();
            write(json, wallet.balance(currency), wallet.overdraftLimit(currency));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Those that it has or had, and those that it might spend on credit. */
    static SortedSet<Currency> currencies(Wallet wallet) {
        SortedSet<Currency> currencies = new TreeSet<>(wallet.balances().keySet());
        currencies.addAll(wallet.overdraftLimits().keySet());
        return currencies;
    }

    private static void write(JsonGenerator json, Balance balance, Money limit) throws IOException {
        json.writeStringField("currency", balance.currency().code());
        json.writeStringField("total", balance.total().plain());
        json.writeStringField("available", balance.available().plain());
        json.writeStringField("held", balance.held().plain());
        if (limit.isPositive()) {
            json.writeStringField("overdraftLimit", limit.plain());
        }
    }
}
