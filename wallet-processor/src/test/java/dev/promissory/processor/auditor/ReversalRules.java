package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Money sent back, on the proof of a fact: a new movement that names the old one, and once. */
final class ReversalRules {

    private final Seals seals;
    private final CashRules cash;
    private final JournalRules journals;

    ReversalRules(Seals seals, CashRules cash, JournalRules journals) {
        this.seals = seals;
        this.cash = cash;
        this.journals = journals;
    }

    /** What several have moved goes back through a new journal; all else through the wallet that got or gave it. */
    void reverse(Turn turn, JsonNode command, Complaints complaints) {
        JsonNode proof = command.get("proof");
        String value = proof.get("value").textValue();
        ObjectNode fact = Wire.read(Wire.text(value));
        boolean several = isOfSeveral(fact);
        if (several) {
            complaints.when(turn.account.status != Account.Status.NOBODY, "id-taken");
        } else {
            complaints.movable(turn.account);
        }
        boolean own = fact.get("walletId").textValue().equals(turn.account.id);
        boolean genuine = seals.isGenuine(
                value,
                proof.get("previousHash").textValue(),
                proof.get("factMac").textValue());
        complaints.when(!genuine, "proof-invalid").when(!several && !(own && isOfOne(fact)), "not-reversible");
        if (!complaints.none()) {
            return;
        }
        if (several) {
            journal(turn, fact, complaints);
        } else {
            sendBack(turn, fact, complaints);
        }
    }

    static boolean isOfSeveral(ObjectNode fact) {
        String type = fact.get("type").textValue();
        String coordinator = fact.path("promiseId").asText().split("~")[0];
        return type.equals("JournalSettled")
                || type.equals("TransferSettled")
                        && fact.get("walletId").textValue().equals(coordinator);
    }

    private static boolean isOfOne(ObjectNode fact) {
        return Set.of("MoneyDeposited", "MoneyWithdrawn", "TransferReceived")
                .contains(fact.get("type").textValue());
    }

    private void sendBack(Turn turn, ObjectNode fact, Complaints complaints) {
        Account account = turn.account;
        String type = fact.get("type").textValue();
        String place = type.equals("TransferReceived")
                ? fact.get("promiseId").textValue()
                : account.id + "~" + fact.get("sequence").longValue();
        if (!complaints
                .when(account.sentBack.contains(place), "already-reversed")
                .none()) {
            return;
        }
        ObjectNode occasion = Wire.JSON.createObjectNode().put("reverses", place);
        switch (type) {
            case "MoneyDeposited" -> cash.withdraw(turn, CashRules.own(turn, fact), complaints, occasion);
            case "MoneyWithdrawn" -> cash.deposit(turn, CashRules.own(turn, fact), complaints, occasion);
            default -> SendingRules.send(turn, received(fact), complaints, occasion);
        }
        if (complaints.none()) {
            account.sentBack.add(place);
        }
    }

    /** Who gave gets back, who took gives; each giver sees to it that it gives once. */
    private void journal(Turn turn, ObjectNode settled, Complaints complaints) {
        List<Movement> back = Movement.of(
                        settled.get("legs"), settled.get("walletId").textValue())
                .stream()
                .map(Movement::back)
                .toList();
        ObjectNode occasion = Wire.JSON.createObjectNode();
        occasion.set("reverses", settled.get("promiseId"));
        journals.open(turn, Movement.movements(back), "PT30S", complaints, occasion);
    }

    private static List<Movement> received(ObjectNode fact) {
        List<Movement> movements = fact.has("legs")
                ? Movement.of(fact.get("legs"), null)
                : List.of(new Movement(
                        fact.get("from").textValue(),
                        fact.get("walletId").textValue(),
                        fact.get("currency").textValue(),
                        Units.of(fact.get("amount").textValue())));
        return movements.stream().map(Movement::back).toList();
    }
}
