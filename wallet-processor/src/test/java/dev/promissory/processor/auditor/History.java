package dev.promissory.processor.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Rejection;
import dev.promissory.processor.RealStewards;
import dev.promissory.processor.RealStewards.Written;
import dev.promissory.protocol.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;

/** One random course of the world, told to the stewards and to the second ledger, which must agree at every step. */
final class History {

    private static final Duration LOOK = Duration.ofMillis(100);

    private final Random random;
    private final Tally tally;
    private final boolean askDryFirst;
    private final RealStewards stewards;
    private final Ledger ledger;
    private final Books books;
    private final Network network = new Network();
    private final List<TestRecord<byte[], byte[]>> facts = new ArrayList<>();
    private final RandomCommands commands;
    private Instant now;
    private boolean probing;
    private int probes;

    /**
     * @param askDryFirst whether every command is asked as a dry run before, and not only some
     * @param stewards of nobody yet
     */
    History(long seed, boolean askDryFirst, RealStewards stewards, Tally tally) {
        this.random = new Random(seed);
        this.askDryFirst = askDryFirst;
        this.tally = tally;
        this.stewards = stewards;
        this.now = stewards.wallClock();
        Seals seals = new Seals(RealStewards.signingKey());
        this.ledger = new Ledger(seals, stewards::wallClock);
        this.books = new Books(seals);
        this.commands = new RandomCommands(random, ledger, facts);
    }

    void run(int steps) {
        run(steps, steps, none -> {});
    }

    /** @param look at the stewards, every few steps and when all has ended */
    void run(int steps, int between, Consumer<RealStewards> look) {
        commands.funding().forEach(this::command);
        for (int step = 0; step < steps; step++) {
            step();
            if (step % between == 0) {
                look.accept(stewards);
            }
        }
        settle();
        look.accept(stewards);
        probe();
        elapse(Duration.ofDays(8));
        settle();
        assertThat(ledger.accounts())
                .as("all that waited for a time has ended")
                .allMatch(account -> account.alarms.isEmpty() && account.plans.isEmpty())
                .allMatch(account ->
                        account.holds.values().stream().noneMatch(hold -> hold.state() == Account.HoldState.OPEN));
        probe();
        look.accept(stewards);
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 45 && network.hasMessages()) {
            message(network.nextMessage(random));
        } else if (dice < 50 && network.hasTimers()) {
            TestRecord<byte[], byte[]> timer = network.nextTimer(random);
            tally.event("timers delivered");
            tell(timer.key(), timer.value());
        } else if (dice < 56) {
            elapse(Duration.ofMillis(100L * (1 + random.nextInt(random.nextInt(6) == 0 ? 6000 : 150))));
        } else if (dice < 57) {
            crash();
        } else if (dice < 60 && network.hasDelivered()) {
            tally.event("copied messages");
            message(network.copy(random));
        } else if (dice < 61 && network.hasDelivered()) {
            forge(network.copy(random));
        } else if (dice < 63) {
            tally.event("malformed commands");
            ObjectNode command = commands.next(now);
            String key = random.nextInt(4) == 0
                    ? "somebody"
                    : command.get("walletId").textValue();
            tell(Wire.text(key), Malformed.of(command, random));
        } else {
            command(commands.next(now));
        }
        if (random.nextInt(3) == 0) {
            now = now.plusMillis(random.nextInt(2000));
        }
    }

    /** Everything arrives, and whoever waits for a journal waits no longer. */
    private void settle() {
        do {
            while (network.hasMessages()) {
                message(network.nextMessage(random));
            }
            while (network.hasTimers()) {
                TestRecord<byte[], byte[]> timer = network.nextTimer(random);
                tell(timer.key(), timer.value());
            }
            elapse(LOOK);
        } while (network.hasMessages() || network.hasTimers() || ledger.postpones());
        books.checkNothingInFlight();
        assertThat(ledger.accounts())
                .as("every promise has ended")
                .allMatch(account -> account.promises.isEmpty() && account.parts.isEmpty());
    }

    private void elapse(Duration time) {
        now = now.plus(time);
        // The stewards' own clock may be ahead of the broker's or behind it: what it sends too early does nothing.
        Instant clock = now.plusMillis(random.nextInt(3) == 0 ? random.nextInt(30) * 100L - 1500 : 0);
        Duration ahead = Duration.between(stewards.wallClock(), clock);
        Written written = stewards.advanceWallClock(ahead.compareTo(LOOK) < 0 ? LOOK : ahead);
        List<ObjectNode> rung = written.to(Topic.COMMANDS).stream()
                .map(timer -> Wire.read(timer.value()))
                .toList();
        assertThat(rung).as("timers").containsExactlyInAnyOrderElementsOf(ledger.due(stewards.wallClock()));
        written.to(Topic.COMMANDS).forEach(network::sendTimer);
        assertThat(written.to(Topic.FACTS)).as("a clock writes no facts").isEmpty();
    }

    private void crash() {
        tally.event("crashes");
        Map<String, String> before = stewards.state();
        Written written = stewards.crash(random.nextInt(10));
        ledger.crash();
        assertThat(written.byTopic().values()).as("read again, done again").allMatch(List::isEmpty);
        assertThat(stewards.state()).as("state after a crash").isEqualTo(before);
    }

    private void command(ObjectNode command) {
        byte[] key = Wire.text(command.get("walletId").textValue());
        Optional<JsonNode> foreseen = Optional.empty();
        if (askDryFirst || random.nextInt(4) == 0) {
            foreseen = Optional.of(dryRun(command));
        }
        tally.event("commands");
        Map<String, String> before = random.nextInt(4) == 0 ? stewards.state() : Map.of();
        JsonNode outcome = tell(key, Wire.bytes(command)).orElseThrow();
        foreseen.ifPresent(dry -> {
            assertThat(foreseen(outcome))
                    .as("the real answer, and before it the dry run's")
                    .isEqualTo(dry);
            tally.event("dry runs that came true");
        });
        if (!before.isEmpty() && outcome.get("status").textValue().equals("rejected")) {
            tally.event("rejections that changed no row");
            assertThat(withoutAnswers(stewards.state()))
                    .as("state after %s", outcome)
                    .isEqualTo(withoutAnswers(before));
        }
    }

    /** What cannot be read is not read for whether it is a dry run either; it is refused, and changes nothing in any case. */
    private static JsonNode foreseen(JsonNode outcome) {
        boolean malformed = outcome.path("code").asText().equals(Rejection.MALFORMED_COMMAND.code());
        return malformed ? outcome : ((ObjectNode) outcome.deepCopy()).put("dryRun", true);
    }

    private JsonNode dryRun(ObjectNode command) {
        ObjectNode dry = command.deepCopy().put("dryRun", true);
        Map<String, String> before = stewards.state();
        Optional<JsonNode> outcome = tell(Wire.text(command.get("walletId").textValue()), Wire.bytes(dry));
        assertThat(stewards.state()).as("state after the dry run %s", dry).isEqualTo(before);
        return outcome.orElseThrow();
    }

    private static Map<String, String> withoutAnswers(Map<String, String> state) {
        state.keySet().removeIf(row -> row.startsWith("remembered-commands"));
        return state;
    }

    private Optional<JsonNode> tell(byte[] key, byte[] value) {
        Foretold foretold = ledger.command(new String(key), value, now);
        Written written = stewards.deliver(Topic.COMMANDS, key, value, new RecordHeaders(), now);
        compare(new String(key), new String(value), foretold, written);
        return written.to(Topic.OUTCOMES).stream().findFirst().map(outcome -> Wire.read(outcome.value()));
    }

    private void message(TestRecord<byte[], byte[]> message) {
        tally.event("messages");
        String addressee = new String(message.key());
        Foretold foretold = ledger.message(addressee, Wire.read(message.value()), now);
        Written written = deliver(message.key(), message.value(), message);
        compare(addressee, new String(message.value()), foretold, written);
    }

    /** A message that was changed on its way is believed by nobody. */
    private void forge(TestRecord<byte[], byte[]> message) {
        tally.event("forged messages");
        byte[] value = Wire.text(new String(message.value()) + " ");
        Map<String, String> before = stewards.state();
        Written written = deliver(message.key(), value, message);
        compare(new String(message.key()), "forged " + new String(value), Foretold.setAside(Optional.empty()), written);
        assertThat(stewards.state()).as("state after a forged message").isEqualTo(before);
    }

    private Written deliver(byte[] key, byte[] value, TestRecord<byte[], byte[]> message) {
        return stewards.deliver(Topic.TRANSFERS, key, value, new RecordHeaders(message.headers()), now);
    }

    private void compare(String account, String input, Foretold foretold, Written written) {
        List<ObjectNode> real = written.to(Topic.FACTS).stream()
                .map(fact -> Wire.read(fact.value()))
                .toList();
        assertThat(real)
                .as("facts of %s at %s", input, now)
                .isEqualTo(foretold.facts().stream().map(Wire::asRead).toList());
        assertThat(written.to(Topic.OUTCOMES).stream()
                        .map(History::withoutSentence)
                        .toList())
                .as("answers to %s at %s", input, now)
                .isEqualTo(foretold.outcome().stream().map(Wire::asRead).toList());
        assertThat(written.to(Topic.TRANSFERS).stream()
                        .map(message -> new String(message.key()) + " " + ordered(Wire.read(message.value())))
                        .sorted()
                        .toList())
                .as("messages of %s at %s", input, now)
                .isEqualTo(foretold.messages().stream()
                        .map(told -> told.addressee() + " " + ordered(told.message()))
                        .sorted()
                        .toList());
        assertThat(written.to(Topic.DEAD_LETTERS))
                .as("dead letters of %s", input)
                .hasSize(foretold.deadLetter() ? 1 : 0);
        written.to(Topic.TRANSFERS).forEach(message -> network.send(account, message));
        written.to(Topic.FACTS).forEach(fact -> {
            books.enter(fact);
            facts.add(fact);
            tally.fact(Wire.read(fact.value()));
        });
        if (!probing) {
            foretold.outcome().ifPresent(tally::outcome);
        }
        books.checkConservation();
    }

    private static ObjectNode withoutSentence(TestRecord<byte[], byte[]> record) {
        ObjectNode outcome = Wire.read(record.value());
        if (outcome.get("status").textValue().equals("rejected")) {
            assertThat(outcome.path("detail").asText())
                    .as("a sentence for a person")
                    .isNotBlank();
        }
        outcome.remove(List.of("detail", "field"));
        return outcome;
    }

    private static Map<String, String> ordered(ObjectNode message) {
        Map<String, String> ordered = new TreeMap<>();
        message.propertyStream()
                .forEach(field -> ordered.put(field.getKey(), field.getValue().toString()));
        return ordered;
    }

    /** What is not in the facts shows in what the stewards would do: asked dry, so that it does not change. */
    private void probe() {
        probing = true;
        for (Account account : List.copyOf(ledger.accounts())) {
            account.purses.forEach((currency, purse) -> {
                ObjectNode withdraw =
                        ask("Withdraw", account).put("amount", "1").put("currency", currency);
                ObjectNode require = withdraw.putObject("require");
                require.putObject("total").put("eq", Units.plain(purse.total(), currency));
                require.putObject("available").put("eq", Units.plain(purse.available(), currency));
                require.putObject("held").put("eq", Units.plain(purse.held(), currency));
                assertThat(dryRun(withdraw).path("code").asText()).isNotEqualTo("condition-failed");
            });
            new HashSet<>(account.holds.keySet())
                    .forEach(hold -> dryRun(ask("ReleaseHold", account).put("holdId", hold)));
            new HashSet<>(account.plans.keySet())
                    .forEach(plan -> dryRun(ask("CancelTransfer", account).put("scheduleId", plan)));
            dryRun(ask("Close", account));
        }
        probing = false;
    }

    private ObjectNode ask(String type, Account account) {
        probes++;
        return Wire.JSON
                .createObjectNode()
                .put("type", type)
                .put("commandId", "probe-" + probes)
                .put("walletId", account.id);
    }
}
