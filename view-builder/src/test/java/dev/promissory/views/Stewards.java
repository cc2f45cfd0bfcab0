package dev.promissory.views;

import dev.promissory.domain.Command;
import dev.promissory.domain.Command.OpenJournal;
import dev.promissory.domain.Command.PlaceHold;
import dev.promissory.domain.Command.RequestedLeg;
import dev.promissory.domain.Command.RequestedPosting;
import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.CommandHead;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Decision;
import dev.promissory.domain.Decision.Accepted;
import dev.promissory.domain.Fact;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Message;
import dev.promissory.domain.PromiseSteward;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.Shelf;
import dev.promissory.domain.Steward;
import dev.promissory.domain.StewardMemory;
import dev.promissory.domain.TimeSpan;
import dev.promissory.domain.Timer;
import dev.promissory.domain.TimerShelf;
import dev.promissory.domain.WalletId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The stewards' own rules, without Kafka: what is asked here becomes the facts that they would write, sealed and in the
 * order they were written. One second passes with each command, message and timer. What stewards tell each other waits
 * until a test delivers it.
 */
final class Stewards {

    private final Pen pen = new Pen();
    private final Steward steward = new Steward(true, proof -> true);
    private final PromiseSteward promises = new PromiseSteward(true);
    private final StewardMemory memory = new StewardMemory(
            new MapShelf<>(), new MapShelf<>(), new MapShelf<>(), new MapShelf<>(), new MapShelf<>(), new NoTimers());
    private final Map<WalletId, Deque<Message>> inboxes = new TreeMap<>();
    private final List<SealedFact> facts = new ArrayList<>();
    private Instant now = Pen.START;
    private Memo memo = Memo.none();
    private int commands;
    private int written;

    /** All facts so far. */
    List<SealedFact> facts() {
        return List.copyOf(facts);
    }

    /** The facts since this was last asked. */
    List<SealedFact> written() {
        List<SealedFact> since = List.copyOf(facts.subList(written, facts.size()));
        written = facts.size();
        return since;
    }

    Pen pen() {
        return pen;
    }

    /** What the next command carries. */
    Stewards noting(String reference, Map<String, String> metadata) {
        memo = Memo.of(reference, metadata);
        return this;
    }

    /** Asks, and must be accepted. */
    Stewards ask(String walletId, Function<CommandHead, Command> command) {
        CommandId commandId = new CommandId("c-" + ++commands);
        WalletId id = new WalletId(walletId);
        CommandHead head = new CommandHead(id, commandId, OptionalLong.empty(), List.of(), memo);
        memo = Memo.none();
        Decision decision = steward.decide(pen.wallet(walletId), command.apply(head), tick(), memory);
        if (!(decision instanceof Accepted accepted)) {
            throw new AssertionError("refused: " + decision);
        }
        apply(accepted);
        return this;
    }

    Stewards deposit(String walletId, String amount, String currency) {
        return ask(walletId, head -> new Command.Deposit(head, RequestedMoney.of(amount, currency)));
    }

    Stewards freeze(String walletId) {
        return ask(walletId, Command.Freeze::new);
    }

    Stewards limit(String walletId, String amount, String currency) {
        return ask(walletId, head -> new Command.SetOverdraftLimit(head, RequestedMoney.of(amount, currency)));
    }

    /** @param legs each {@code bob 5.00 EUR} */
    Stewards transfer(String walletId, String... legs) {
        return ask(walletId, head -> new Transfer(head, legs(legs), Optional.empty()));
    }

    /** In so many seconds. */
    Stewards schedule(String walletId, int seconds, String... legs) {
        Instant time = now.plusSeconds(seconds);
        return ask(walletId, head -> new Transfer(head, legs(legs), Optional.of(time)));
    }

    /** @param legs each {@code alice bob 5.00 EUR}; half an hour to agree */
    Stewards journal(String journalId, String... legs) {
        List<RequestedPosting> postings = Arrays.stream(legs)
                .map(leg -> leg.split(" "))
                .map(leg -> new RequestedPosting(
                        new WalletId(leg[0]), new WalletId(leg[1]), RequestedMoney.of(leg[2], leg[3])))
                .toList();
        return ask(journalId, head -> new OpenJournal(head, postings, TimeSpan.of(Duration.ofMinutes(30))));
    }

    Stewards hold(String walletId, String holdId, String amount, String currency) {
        return ask(
                walletId,
                head -> new PlaceHold(
                        head,
                        new HoldId(holdId),
                        RequestedMoney.of(amount, currency),
                        TimeSpan.of(Duration.ofMinutes(10))));
    }

    Stewards ring(Timer timer, Duration later) {
        now = now.plus(later);
        apply(steward.ring(pen.wallet(timer.addressee().value()), timer, tick(), memory));
        return this;
    }

    /** Delivers the oldest message that waits for this wallet. */
    Stewards deliver(String walletId) {
        Message message = inboxes.get(new WalletId(walletId)).remove();
        apply(promises.receive(pen.wallet(walletId), message, tick(), memory));
        if (message instanceof Message.Answer answer) {
            memory.note(answer);
        }
        return this;
    }

    /** Delivers all that waits and what follows from it. */
    Stewards deliverAll() {
        while (deliverOne(inboxes.keySet().stream().toList())) {
            continue;
        }
        return this;
    }

    /** Delivers one message of a wallet that chance names; false when none waits. */
    boolean deliverAny(Random random) {
        List<WalletId> waiting = inboxes.keySet().stream()
                .filter(id -> !inboxes.get(id).isEmpty())
                .toList();
        return !waiting.isEmpty() && deliverOne(List.of(waiting.get(random.nextInt(waiting.size()))));
    }

    private boolean deliverOne(List<WalletId> ids) {
        Optional<WalletId> next =
                ids.stream().filter(id -> !inboxes.get(id).isEmpty()).findFirst();
        next.ifPresent(id -> deliver(id.value()));
        return next.isPresent();
    }

    private void apply(Accepted accepted) {
        for (Fact fact : accepted.facts()) {
            facts.add(pen.write(fact));
            memory.note(fact);
        }
        accepted.messages()
                .forEach(message -> inboxes.computeIfAbsent(message.addressee(), id -> new ArrayDeque<>())
                        .add(message));
    }

    private Instant tick() {
        now = now.plusSeconds(1);
        return now;
    }

    static List<RequestedLeg> legs(String... legs) {
        return Arrays.stream(legs)
                .map(leg -> leg.split(" "))
                .map(leg -> new RequestedLeg(new WalletId(leg[0]), RequestedMoney.of(leg[1], leg[2])))
                .toList();
    }

    /** No wallet here is ever closed, so nobody asks whether anything of it is left. */
    private static final class MapShelf<K, V> implements Shelf<K, V> {

        private final Map<K, V> things = new HashMap<>();

        @Override
        public Optional<V> find(K key) {
            return Optional.ofNullable(things.get(key));
        }

        @Override
        public void put(K key, V value) {
            things.put(key, value);
        }

        @Override
        public void remove(K key) {
            things.remove(key);
        }

        @Override
        public boolean anyOf(WalletId walletId) {
            throw new UnsupportedOperationException("nothing here asks");
        }
    }

    /** Timers ring when a test says so. */
    private static final class NoTimers implements TimerShelf {

        @Override
        public void set(Timer timer, Instant due) {
            // Nothing waits for it.
        }

        @Override
        public void clear(Timer timer, Instant due) {
            // Nothing was waiting for it.
        }
    }
}
