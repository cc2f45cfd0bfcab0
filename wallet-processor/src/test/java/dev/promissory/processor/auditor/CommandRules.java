package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.processor.auditor.Account.Answer;
import dev.promissory.processor.auditor.Account.Cause;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** How a command is answered: once, and ever after in the same words. */
final class CommandRules {

    private final WalletRules wallets = new WalletRules();
    private final CashRules cash = new CashRules();
    private final SendingRules sending;
    private final HoldRules holds;
    private final JournalRules journals;
    private final ReversalRules reversals;

    CommandRules(Seals seals, SendingRules sending, HoldRules holds, JournalRules journals) {
        this.sending = sending;
        this.holds = holds;
        this.journals = journals;
        this.reversals = new ReversalRules(seals, cash, journals);
    }

    Foretold answer(Ledger ledger, JsonNode command, Instant time) {
        boolean dryRun = command.path("dryRun").asBoolean();
        Account account = ledger.account(command.get("walletId").textValue());
        Account changed = dryRun ? account.copy() : account;
        Foretold foretold = answer(changed, command, time);
        if (!dryRun) {
            return foretold;
        }
        foretold.outcome().orElseThrow().put("dryRun", true);
        return Foretold.only(foretold.outcome().orElseThrow());
    }

    private Foretold answer(Account account, JsonNode command, Instant time) {
        String commandId = command.get("commandId").textValue();
        JsonNode content = Content.of(command);
        Answer answer = account.answers.get(commandId);
        if (answer != null) {
            return Foretold.only(
                    answer.content().equals(content)
                            ? answer.outcome().deepCopy().put("replayed", true)
                            : rejected(command, account.sequence, "command-id-reused"));
        }
        Turn turn = new Turn(account, time, cause(command));
        Optional<String> complaint = decide(turn, command);
        ObjectNode outcome = complaint
                .map(code -> rejected(command, account.sequence, code))
                .orElseGet(() -> accepted(command, turn));
        account.answers.put(commandId, new Answer(content, outcome.deepCopy()));
        return Foretold.of(turn, Optional.of(outcome));
    }

    private Optional<String> decide(Turn turn, JsonNode command) {
        Complaints complaints = new Complaints();
        judgeHead(turn.account, command, complaints);
        // What is wrong with the head comes first, whatever else is wrong.
        if (!complaints.none()) {
            return complaints.first();
        }
        switch (command.get("type").textValue()) {
            case "OpenWallet" -> wallets.open(turn, command, complaints);
            case "Deposit" -> cash.deposit(turn, command, complaints);
            case "Withdraw" -> cash.withdraw(turn, command, complaints);
            case "Transfer" -> sending.transfer(turn, command, complaints);
            case "CancelTransfer" -> sending.cancel(turn, command, complaints);
            case "PlaceHold" -> holds.place(turn, command, complaints);
            case "CaptureHold" -> holds.capture(turn, command, complaints);
            case "ReleaseHold" -> holds.release(turn, command, complaints);
            case "SetOverdraftLimit" -> wallets.setOverdraftLimit(turn, command, complaints);
            case "OpenJournal" -> journals.open(turn, command, complaints);
            case "Exchange" -> journals.exchange(turn, command, complaints);
            case "Reverse" -> reversals.reverse(turn, command, complaints);
            case "Freeze" -> wallets.freeze(turn, complaints);
            case "Unfreeze" -> wallets.unfreeze(turn, complaints);
            case "Close" -> wallets.close(turn, complaints);
            default -> throw new IllegalArgumentException("a command of type " + command.get("type"));
        }
        return complaints.first();
    }

    private static void judgeHead(Account account, JsonNode command, Complaints complaints) {
        boolean movedOn = command.has("expectedSequence")
                && command.get("expectedSequence").longValue() != account.sequence;
        String reference = command.path("reference").asText("");
        JsonNode metadata = command.path("metadata");
        int bytes = metadata.propertyStream()
                .mapToInt(entry -> Wire.text(entry.getKey() + entry.getValue().textValue()).length)
                .sum();
        complaints
                .when(movedOn, "sequence-mismatch")
                .when(!conditionsHold(account, command), "condition-failed")
                .when(reference.codePointCount(0, reference.length()) > 256, "reference-too-long")
                .when(metadata.size() > 20 || bytes > 4096, "metadata-too-large");
    }

    private static boolean conditionsHold(Account account, JsonNode command) {
        JsonNode require = command.path("require");
        String currency =
                require.path("currency").asText(command.path("currency").asText());
        Purse purse = account.purse(currency);
        Map<String, BigInteger> parts =
                Map.of("total", purse.total(), "available", purse.available(), "held", purse.held());
        return parts.entrySet().stream()
                .allMatch(part -> require.path(part.getKey()).propertyStream().allMatch(bound -> {
                    int sign =
                            part.getValue().compareTo(Units.of(bound.getValue().textValue()));
                    return switch (bound.getKey()) {
                        case "lt" -> sign < 0;
                        case "lte" -> sign <= 0;
                        case "eq" -> sign == 0;
                        case "gte" -> sign >= 0;
                        default -> sign > 0;
                    };
                }));
    }

    static Cause cause(JsonNode record) {
        ObjectNode memo = Wire.JSON.createObjectNode();
        if (record.has("reference")) {
            memo.set("reference", record.get("reference"));
        }
        if (!record.path("metadata").isEmpty()) {
            memo.set("metadata", record.get("metadata"));
        }
        return new Cause(record.path("commandId").asText(), memo);
    }

    static ObjectNode rejected(JsonNode command, long sequence, String code) {
        return outcome(command, "rejected", sequence).put("code", code);
    }

    private static ObjectNode accepted(JsonNode command, Turn turn) {
        ObjectNode outcome = outcome(command, "accepted", turn.account.sequence);
        outcome.setAll(turn.names);
        if (turn.facts.stream().anyMatch(fact -> fact.get("type").textValue().equals("WalletOpened"))) {
            outcome.put("opened", true);
        }
        outcome.set("balances", turn.balances());
        return outcome;
    }

    private static ObjectNode outcome(JsonNode command, String status, long sequence) {
        ObjectNode outcome = Wire.JSON.createObjectNode().put("v", 1);
        outcome.set("commandId", command.get("commandId"));
        outcome.set("walletId", command.get("walletId"));
        return outcome.put("status", status).put("sequence", sequence);
    }
}
