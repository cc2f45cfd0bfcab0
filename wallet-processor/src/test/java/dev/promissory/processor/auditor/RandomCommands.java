package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.kafka.streams.test.TestRecord;

/** Commands as a careless world sends them: most make sense, and the others go wrong in every way there is. */
final class RandomCommands {

    private static final List<String> WALLETS = List.of("alice", "bob", "carol", "dave");
    private static final List<String> JOURNALS = List.of("j-1", "j-2", "j-3", "j-4", "j-5", "j-6", "j-7", "j-8");
    private static final List<String> CURRENCIES = List.of("EUR", "EUR", "EUR", "JPY", "BTC");
    private static final List<String> SPANS =
            List.of("PT10S", "PT1M", "PT10M", "PT1H", "P1D", "PT0S", "P2Y", "PT20S", "PT5M", "PT2M", "PT1H", "PT10M");

    private final Random random;
    private final Ledger ledger;
    private final RandomAmounts amounts;
    private final List<TestRecord<byte[], byte[]>> facts;
    private final List<ObjectNode> asked = new ArrayList<>();

    /** @param facts written so far: what proofs are made of */
    RandomCommands(Random random, Ledger ledger, List<TestRecord<byte[], byte[]>> facts) {
        this.random = random;
        this.ledger = ledger;
        this.amounts = new RandomAmounts(random);
        this.facts = facts;
    }

    /** A little of everything for most, so that there is something to send. */
    List<ObjectNode> funding() {
        List<ObjectNode> deposits = new ArrayList<>();
        for (String wallet : WALLETS.subList(0, 3)) {
            for (String currency : List.of("EUR", "JPY", "BTC")) {
                if (!oneIn(3)) {
                    ObjectNode deposit =
                            of("Deposit", wallet).put("amount", "30").put("currency", currency);
                    asked.add(deposit);
                    deposits.add(deposit);
                }
            }
        }
        return deposits;
    }

    /** One that was asked before, in the same words or others, or a new one. */
    ObjectNode next(Instant now) {
        if (!asked.isEmpty() && oneIn(12)) {
            return again(asked.get(random.nextInt(asked.size())).deepCopy());
        }
        ObjectNode command = command(now);
        decorate(command);
        asked.add(command);
        return command;
    }

    private ObjectNode again(ObjectNode command) {
        switch (random.nextInt(4)) {
            case 0 -> command.put("reference", "another");
            case 1 -> {
                if (command.path("amount").asText().matches("[0-9]+\\.[0-9]")) {
                    command.put("amount", command.get("amount").textValue() + "0");
                }
            }
            default -> {}
        }
        return command;
    }

    private ObjectNode command(Instant now) {
        int dice = random.nextInt(100);
        if (dice < 15) {
            return money(of("Deposit", wallet()));
        } else if (dice < 21) {
            return money(of("Withdraw", wallet()));
        } else if (dice < 36) {
            return transfer(now);
        } else if (dice < 46) {
            return placeHold();
        } else if (dice < 56) {
            return capture();
        } else if (dice < 60) {
            String wallet = holder();
            return of("ReleaseHold", wallet).put("holdId", holdId(wallet));
        } else if (dice < 64) {
            return limit();
        } else if (dice < 74) {
            return journal();
        } else if (dice < 78) {
            return exchange();
        } else if (dice < 88) {
            return facts.isEmpty() ? money(of("Deposit", wallet())) : reverse();
        } else if (dice < 90) {
            return cancel();
        } else if (dice < 93) {
            return of("Freeze", wallet());
        } else if (dice < 95) {
            return of("Unfreeze", any(account -> account.status == Account.Status.FROZEN));
        } else if (dice < 97) {
            return of(
                    "Close",
                    any(account -> account.status == Account.Status.OPEN
                            && account.purses.values().stream().allMatch(Purse::isEmpty)));
        }
        return open();
    }

    private ObjectNode of(String type, String wallet) {
        return Wire.JSON
                .createObjectNode()
                .put("type", type)
                .put("commandId", "c-" + (asked.size() + 1))
                .put("walletId", wallet);
    }

    private ObjectNode money(ObjectNode command) {
        String currency = currency();
        return command.put("amount", amounts.of(currency)).put("currency", oneIn(80) ? "eur" : currency);
    }

    private ObjectNode transfer(Instant now) {
        ObjectNode command = of("Transfer", wallet());
        ArrayNode legs = command.putArray("legs");
        int count = oneIn(150) ? 101 : 1 + random.nextInt(random.nextBoolean() ? 1 : 5);
        for (int i = 0; i < count; i++) {
            money(legs.addObject().put("to", other(command.get("walletId").textValue())));
        }
        if (oneIn(4)) {
            Instant executeAt =
                    oneIn(20) ? now.plusSeconds(400L * 24 * 3600) : now.plusSeconds(random.nextInt(600) - 60);
            command.put("executeAt", Wire.time(executeAt));
        }
        return command;
    }

    private ObjectNode placeHold() {
        ObjectNode command = money(of("PlaceHold", wallet()));
        if (!oneIn(6)) {
            command.put("holdId", "h-" + (1 + random.nextInt(6)));
        }
        if (!oneIn(6)) {
            command.put("expiresIn", SPANS.get(random.nextInt(SPANS.size())));
        }
        return command;
    }

    private ObjectNode capture() {
        String wallet = holder();
        ObjectNode command = of("CaptureHold", wallet).put("holdId", holdId(wallet));
        if (random.nextBoolean()) {
            command.put("amount", amounts.of("EUR"));
        }
        if (oneIn(4)) {
            command.put("currency", oneIn(8) ? "euro" : currency());
        }
        if (random.nextBoolean()) {
            command.put("to", other(command.get("walletId").textValue()));
        }
        return command;
    }

    private ObjectNode limit() {
        String limit = List.of("0", "5", "20", "100", "-1", "0.001", "10").get(random.nextInt(7));
        return of("SetOverdraftLimit", wallet()).put("limit", limit).put("currency", currency());
    }

    private ObjectNode journal() {
        ObjectNode command = of("OpenJournal", oneIn(20) ? wallet() : journalId());
        ArrayNode legs = command.putArray("legs");
        int count = oneIn(150) ? 101 : 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String from = oneIn(40) ? command.get("walletId").textValue() : wallet();
            money(legs.addObject().put("from", from).put("to", other(from)));
        }
        if (random.nextBoolean()) {
            command.put("expiresIn", SPANS.get(random.nextInt(SPANS.size())));
        }
        return command;
    }

    private ObjectNode exchange() {
        String from = wallet();
        ObjectNode command = of("Exchange", journalId()).put("from", from).put("with", other(from));
        int sold = 1 + random.nextInt(9);
        int rate = 1 + random.nextInt(9);
        command.putObject("sell").put("amount", sold + ".00").put("currency", "EUR");
        int bought = sold * rate + (oneIn(8) ? 1 : 0);
        command.putObject("buy").put("amount", Integer.toString(bought)).put("currency", "JPY");
        // Yen have no fraction, so a rate with one may be rounded up or down.
        return command.put("rate", rate + (oneIn(3) ? ".02" : ""));
    }

    private ObjectNode reverse() {
        TestRecord<byte[], byte[]> fact = facts.get(random.nextInt(facts.size()));
        for (int tries = 0; tries < 8 && !movedMoney(fact); tries++) {
            fact = facts.get(random.nextInt(facts.size()));
        }
        ObjectNode node = Wire.read(fact.value());
        String type = node.get("type").textValue();
        boolean several = type.equals("TransferSettled") || type.equals("JournalSettled");
        String wallet = several ? journalId() : node.get("walletId").textValue();
        ObjectNode command = of("Reverse", oneIn(20) ? wallet() : wallet);
        String value = new String(fact.value());
        boolean forged = oneIn(12);
        command.putObject("proof")
                .put("value", forged ? value.replaceFirst("\"sequence\":", "\"sequence\":1") : value)
                .put("previousHash", Wire.header(fact, "previous-hash"))
                .put("factMac", Wire.header(fact, "fact-mac"));
        return command;
    }

    private static boolean movedMoney(TestRecord<byte[], byte[]> fact) {
        String value = new String(fact.value());
        return value.contains("MoneyDeposited")
                || value.contains("MoneyWithdrawn")
                || value.contains("TransferReceived")
                || value.contains("Settled");
    }

    private ObjectNode open() {
        ObjectNode command = of("OpenWallet", oneIn(10) ? journalId() : wallet());
        if (random.nextBoolean()) {
            command.put("owner", oneIn(10) ? "o".repeat(257) : "Owner " + random.nextInt(2));
        }
        return command;
    }

    private void decorate(ObjectNode command) {
        String wallet = command.get("walletId").textValue();
        if (!Form.opensJournal(command)) {
            setConditions(command, wallet);
        }
        if (oneIn(10)) {
            command.put("reference", oneIn(8) ? "r".repeat(257) : "order " + random.nextInt(9));
        }
        if (oneIn(15)) {
            command.putObject("metadata").put("k", oneIn(6) ? "v".repeat(4096) : "v");
        }
    }

    private void setConditions(ObjectNode command, String wallet) {
        if (oneIn(10)) {
            command.put("expectedSequence", ledger.account(wallet).sequence + (oneIn(3) ? 1 : 0));
        }
        if (oneIn(10)) {
            ObjectNode require = command.putObject("require");
            require.put("currency", currency());
            String bound = List.of("lt", "lte", "eq", "gte", "gt").get(random.nextInt(5));
            String part = List.of("total", "available", "held").get(random.nextInt(3));
            require.putObject(part).put(bound, Integer.toString(random.nextInt(3) * 5));
        }
    }

    private String wallet() {
        return WALLETS.get(random.nextInt(WALLETS.size()));
    }

    private String journalId() {
        return JOURNALS.get(random.nextInt(JOURNALS.size()));
    }

    private String other(String than) {
        String other = oneIn(30) ? journalId() : wallet();
        return other.equals(than) && !oneIn(30) ? WALLETS.get((WALLETS.indexOf(than) + 1) % WALLETS.size()) : other;
    }

    private ObjectNode cancel() {
        String wallet = any(account -> !account.plans.isEmpty());
        List<String> plans = List.copyOf(ledger.account(wallet).plans.keySet());
        String schedule = plans.isEmpty() || oneIn(5) ? wallet + "~" + random.nextInt(9) : plans.getFirst();
        return of("CancelTransfer", oneIn(8) ? wallet() : wallet).put("scheduleId", schedule.replace("~0", "~1"));
    }

    private String holder() {
        boolean onlyOpen = !oneIn(4);
        return any(account ->
                account.holds.values().stream().anyMatch(hold -> !onlyOpen || hold.state() == Account.HoldState.OPEN));
    }

    private String holdId(String wallet) {
        List<String> holds = ledger.account(wallet).holds.entrySet().stream()
                .filter(hold -> hold.getValue().state() == Account.HoldState.OPEN || oneIn(3))
                .map(Map.Entry::getKey)
                .toList();
        return holds.isEmpty() || oneIn(20) ? "h-" + (1 + random.nextInt(6)) : holds.get(random.nextInt(holds.size()));
    }

    /** A wallet like that, if there is one; mostly. */
    private String any(Predicate<Account> kind) {
        List<String> such = WALLETS.stream()
                .filter(wallet -> kind.test(ledger.account(wallet)))
                .toList();
        return such.isEmpty() || oneIn(10) ? wallet() : such.get(random.nextInt(such.size()));
    }

    private String currency() {
        return CURRENCIES.get(random.nextInt(CURRENCIES.size()));
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }
}
