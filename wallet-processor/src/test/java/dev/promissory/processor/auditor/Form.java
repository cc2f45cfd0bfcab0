package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a JSON object is a command at all. One with a field too many is none: it might mean something else. */
final class Form {

    private static final String ID = "[A-Za-z0-9][A-Za-z0-9._:-]{0,127}";
    private static final String DECIMAL = "-?[0-9]+(\\.[0-9]+)?";

    private static final Set<String> EVERY_COMMAND =
            Set.of("v", "type", "commandId", "walletId", "dryRun", "reference", "metadata");

    /** Of a wallet as it is. */
    private static final Set<String> CONDITIONS = Set.of("expectedSequence", "require");

    /** Each type's own fields; those with a question mark may be left out. */
    private static final Map<String, List<String>> OWN = Map.ofEntries(
            Map.entry("OpenWallet", List.of("owner?")),
            Map.entry("Deposit", List.of("amount", "currency")),
            Map.entry("Withdraw", List.of("amount", "currency")),
            Map.entry("Transfer", List.of("legs", "executeAt?")),
            Map.entry("CancelTransfer", List.of("scheduleId")),
            Map.entry("PlaceHold", List.of("holdId?", "amount", "currency", "expiresIn?")),
            Map.entry("CaptureHold", List.of("holdId", "amount?", "currency?", "to?")),
            Map.entry("ReleaseHold", List.of("holdId")),
            Map.entry("SetOverdraftLimit", List.of("currency", "limit")),
            Map.entry("OpenJournal", List.of("legs", "expiresIn?")),
            Map.entry("Exchange", List.of("from", "with", "sell", "buy", "rate", "expiresIn?")),
            Map.entry("Reverse", List.of("proof")),
            Map.entry("Freeze", List.of()),
            Map.entry("Unfreeze", List.of()),
            Map.entry("Close", List.of()));

    private static final Set<String> IDS = Set.of("commandId", "walletId", "holdId", "to", "from", "with");
    private static final Set<String> DECIMALS = Set.of("amount", "limit", "rate", "lt", "lte", "eq", "gte", "gt");

    private Form() {}

    static boolean isCommand(JsonNode command) {
        List<String> own = OWN.get(command.path("type").asText());
        return own != null
                && command.path("v").asInt(1) == 1
                && hasFields(command, own)
                && command.path("legs").size() >= (own.contains("legs") ? 1 : 0)
                && isWellFormed(command)
                && proof(command).map(Form::standsWhereItSays).orElse(true);
    }

    /** A journal begins with it, and before it there was nothing that could be required. */
    static boolean opensJournal(JsonNode command) {
        return switch (command.path("type").asText()) {
            case "OpenJournal", "Exchange" -> true;
            case "Reverse" -> proof(command).filter(ReversalRules::isOfSeveral).isPresent();
            default -> false;
        };
    }

    private static Optional<ObjectNode> proof(JsonNode command) {
        return Wire.readIfJson(Wire.text(command.path("proof").path("value").asText()));
    }

    /** What a promise or schedule is named after is the place of the fact that made it: another is no fact at all. */
    private static boolean standsWhereItSays(JsonNode fact) {
        String place =
                fact.path("walletId").asText() + "~" + fact.path("sequence").asText();
        return switch (fact.path("type").asText()) {
            case "TransferPromised", "JournalOpened" ->
                fact.path("promiseId").asText().equals(place);
            case "TransferScheduled" -> fact.path("scheduleId").asText().equals(place);
            default -> true;
        };
    }

    static boolean isId(JsonNode text) {
        return text.isTextual() && text.textValue().matches(ID);
    }

    private static boolean hasFields(JsonNode command, List<String> own) {
        Set<String> allowed = new HashSet<>(EVERY_COMMAND);
        if (!opensJournal(command)) {
            allowed.addAll(CONDITIONS);
        }
        own.forEach(name -> allowed.add(name.replace("?", "")));
        boolean noOthers = command.propertyStream().allMatch(field -> allowed.contains(field.getKey()));
        return noOthers
                && command.has("commandId")
                && command.has("walletId")
                && own.stream().filter(name -> !name.endsWith("?")).allMatch(command::has);
    }

    private static boolean isWellFormed(JsonNode node) {
        return node.propertyStream().allMatch(field -> {
            JsonNode value = field.getValue();
            if (IDS.contains(field.getKey())) {
                return isId(value);
            }
            if (DECIMALS.contains(field.getKey())) {
                return value.isTextual() && value.textValue().matches(DECIMAL);
            }
            if (field.getKey().equals("expectedSequence")) {
                return value.isIntegralNumber();
            }
            return field.getKey().equals("metadata")
                    || value.isValueNode()
                    || (value.isArray() ? value.valueStream().allMatch(Form::isWellFormed) : isWellFormed(value));
        });
    }
}
