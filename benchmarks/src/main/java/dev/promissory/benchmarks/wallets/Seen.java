package dev.promissory.benchmarks.wallets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One wallet as the views show it.
 *
 * @param balances of which something is available
 */
record Seen(String id, String owner, String run, List<Balance> balances) {

    record Balance(String currency, String available) {}

    static Seen of(JsonNode wallet) {
        List<Balance> balances = new ArrayList<>();
        for (JsonNode balance : wallet.path("balances")) {
            String available = balance.path("available").asText();
            if (available.matches(".*[1-9].*")) {
                balances.add(new Balance(balance.path("currency").asText(), available));
            }
        }
        return new Seen(
                wallet.path("walletId").asText(),
                wallet.path("owner").asText(),
                wallet.path("metadata").path(Run.MARK).asText(),
                balances);
    }

    /** Whether it bears the mark of the run that its id names. */
    boolean isOf(Run wanted) {
        return owner.equals(Run.OWNER) && run.equals(wanted.id()) && id.startsWith(wanted.walletPrefix());
    }
}
