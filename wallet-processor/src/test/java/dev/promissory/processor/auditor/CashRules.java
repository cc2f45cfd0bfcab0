package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Money that comes into the world and leaves it. */
final class CashRules {

    void deposit(Turn turn, JsonNode command, Complaints complaints) {
        complaints
                .movableOrNew(turn.account)
                .amount(
                        command.get("amount").textValue(),
                        command.get("currency").textValue());
        if (complaints.none()) {
            deposit(turn, own(turn, command), complaints, Wire.JSON.createObjectNode());
        }
    }

    void withdraw(Turn turn, JsonNode command, Complaints complaints) {
        complaints
                .movable(turn.account)
                .amount(
                        command.get("amount").textValue(),
                        command.get("currency").textValue());
        if (complaints.none()) {
            withdraw(turn, own(turn, command), complaints, Wire.JSON.createObjectNode());
        }
    }

    /** @param occasion what it belongs to beside its command */
    void deposit(Turn turn, Movement money, Complaints complaints, ObjectNode occasion) {
        if (complaints.receiving(turn.account, List.of(money)).none()) {
            WalletRules.openByMoney(turn);
            turn.account.credit(List.of(money));
            move(turn, "MoneyDeposited", money, occasion);
        }
    }

    void withdraw(Turn turn, Movement money, Complaints complaints, ObjectNode occasion) {
        if (complaints.spending(turn.account, List.of(money)).none()) {
            turn.account.debit(List.of(money));
            move(turn, "MoneyWithdrawn", money, occasion);
        }
    }

    static void move(Turn turn, String type, Movement money, ObjectNode occasion) {
        ObjectNode fact = turn.fact(type);
        turn.putMoney(fact, money.currency(), money.amount());
        fact.setAll(occasion);
    }

    /** Nobody is on the other side. */
    static Movement own(Turn turn, JsonNode money) {
        return new Movement(
                turn.account.id,
                turn.account.id,
                money.get("currency").textValue(),
                Units.of(money.get("amount").textValue()));
    }
}
