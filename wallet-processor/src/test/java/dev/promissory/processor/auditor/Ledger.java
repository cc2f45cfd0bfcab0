package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The second ledger: takes the records that the stewards take, in the same order, and foretells what follows. */
final class Ledger {

    private final Map<String, Account> accounts = new TreeMap<>();
    private final Supplier<Instant> stewardsClock;
    /** Timers that the broker's clock found too early, and when the stewards' own is to send them once more. */
    private final Map<ObjectNode, Instant> postponed = new HashMap<>();

    private final CommandRules commands;
    private final SendingRules sending = new SendingRules();
    private final HoldRules holds = new HoldRules();
    private final JournalRules journals = new JournalRules();
    private final PartnerRules partners = new PartnerRules();
    private final CoordinatorRules coordinators = new CoordinatorRules();

    Ledger(Seals seals, Supplier<Instant> stewardsClock) {
        this.stewardsClock = stewardsClock;
        this.commands = new CommandRules(seals, sending, holds, journals);
    }

    Account account(String id) {
        return accounts.computeIfAbsent(id, Account::new);
    }

    Collection<Account> accounts() {
        return accounts.values();
    }

    /** A record of wallet.commands: a command, a timer, or neither. */
    Foretold command(String key, byte[] value, Instant time) {
        Optional<ObjectNode> read = Wire.readIfJson(value);
        if (read.isEmpty()) {
            return Foretold.setAside(Optional.empty());
        }
        ObjectNode node = read.get();
        return switch (node.path("type").asText()) {
            case "HoldDue", "ScheduleDue", "JournalDue" -> timer(node, time);
            default ->
                Form.isCommand(node) && key.equals(node.get("walletId").textValue())
                        ? commands.answer(this, node, time)
                        : malformed(node);
        };
    }

    /** Whoever can be told is told. Sequence 0: it may be anybody's wallet. */
    private static Foretold malformed(ObjectNode node) {
        if (!Form.isId(node.path("walletId")) || !Form.isId(node.path("commandId"))) {
            return Foretold.setAside(Optional.empty());
        }
        return Foretold.setAside(Optional.of(CommandRules.rejected(node, 0, "malformed-command")));
    }

    private Foretold timer(ObjectNode timer, Instant time) {
        Turn turn = new Turn(account(timer.get("walletId").textValue()), time, null);
        switch (timer.get("type").textValue()) {
            case "HoldDue" -> holds.expire(turn, timer.get("holdId").textValue());
            case "ScheduleDue" -> sending.execute(turn, timer.get("scheduleId").textValue());
            default -> journals.expire(turn, timer.get("promiseId").textValue());
        }
        Instant due = turn.account.alarms.get(timer);
        if (due != null && time.isBefore(due)) {
            postponed.put(timer, stewardsClock.get().plus(Duration.between(time, due)));
        }
        return Foretold.of(turn, Optional.empty());
    }

    /** A record of wallet.transfers that a steward signed. */
    Foretold message(String addressee, JsonNode message, Instant time) {
        Account account = account(addressee);
        String promiseId = message.get("promiseId").textValue();
        Turn turn = new Turn(account, time, CommandRules.cause(message));
        String type = message.get("type").textValue();
        boolean opening = type.equals("PromiseMade") || type.equals("AgreementAsked");
        if (opening && !account.heard.add(promiseId)) {
            return Foretold.setAside(Optional.empty());
        }
        String by = message.path("by").textValue();
        switch (type) {
            case "PromiseMade" -> partners.take(turn, message);
            case "AgreementAsked" -> partners.agree(turn, message);
            case "PromiseSettled" -> partners.settle(turn, promiseId);
            case "PromiseReleased" -> partners.release(turn, message);
            case "PromiseAgreed" -> coordinators.agreed(turn, promiseId, by);
            case "PromiseKept" -> coordinators.kept(turn, promiseId, by);
            case "PromiseRefused" ->
                coordinators.refused(turn, promiseId, by, message.get("code").textValue());
            default -> throw new IllegalArgumentException("a message of type " + type);
        }
        return Foretold.of(turn, Optional.empty());
    }

    /** Whether a timer that came too early is still to come again. */
    boolean postpones() {
        return !postponed.isEmpty();
    }

    /** Of clocks they know only what they have found out since they started. */
    void crash() {
        postponed.clear();
    }

    /** The timers that a steward sends when its clock shows this time: each once. */
    List<ObjectNode> due(Instant clock) {
        postponed.values().removeIf(time -> !time.isAfter(clock));
        List<ObjectNode> due = new ArrayList<>();
        for (Account account : accounts.values()) {
            List<ObjectNode> rings = account.alarms.entrySet().stream()
                    .filter(alarm -> !alarm.getValue().isAfter(clock))
                    .map(Map.Entry::getKey)
                    .filter(alarm -> !postponed.containsKey(alarm))
                    .toList();
            rings.forEach(account.alarms::remove);
            due.addAll(rings);
        }
        return due;
    }
}
