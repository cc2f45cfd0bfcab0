package dev.promissory.domain;

import dev.promissory.domain.Decision.Accepted;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Several wallets, their stewards, and the messages between them. Each receiver hears its messages in the order they
 * were sent; apart from that they arrive whenever the test says so, and timers ring whenever it likes.
 */
final class World {

    private final Steward steward;
    private final PromiseSteward promiseSteward;
    private final Map<WalletId, Memories> memories = new TreeMap<>();
    private final Map<WalletId, Wallet> wallets = new TreeMap<>();
    private final Map<WalletId, List<Fact>> histories = new TreeMap<>();
    private final Map<WalletId, Deque<Message>> undelivered = new LinkedHashMap<>();
    private final List<Fact> facts = new ArrayList<>();
    private final List<Timer> rung = new ArrayList<>();
    private int commands;

    /** @param together whether one steward owns all wallets, or each has its own */
    World(boolean autoOpen, boolean together, List<WalletId> ids) {
        steward = new Steward(autoOpen, proof -> true);
        promiseSteward = new PromiseSteward(autoOpen);
        Memories shared = new Memories();
        for (WalletId id : ids) {
            memories.put(id, together ? shared : new Memories());
            wallets.put(id, Wallet.unopened(id));
            histories.put(id, new ArrayList<>());
            undelivered.put(id, new ArrayDeque<>());
        }
    }

    /** Asks the wallet's steward twice the same, believes the first answer and gives both. */
    List<Decision> ask(WalletId id, Ask ask, Instant recordTime) {
        CommandId commandId = new CommandId("c-" + ++commands);
        Command command = ask.under(new CommandHead(id, commandId, OptionalLong.empty(), List.of(), Memo.none()));
        Decision first = steward.decide(wallets.get(id), command, recordTime, memory(id));
        Decision second = steward.decide(wallets.get(id), command, recordTime, memory(id));
        if (first instanceof Accepted accepted) {
            apply(id, accepted);
        }
        return List.of(first, second);
    }

    /** Delivers the oldest message that waits for the wallet; nothing when none does. As with asking, twice. */
    List<Decision> deliver(WalletId id, Instant recordTime) {
        Message message = undelivered.get(id).poll();
        if (message == null) {
            return List.of();
        }
        Accepted first = promiseSteward.receive(wallets.get(id), message, recordTime, memory(id));
        Accepted second = promiseSteward.receive(wallets.get(id), message, recordTime, memory(id));
        apply(id, first);
        note(message);
        if (!(message instanceof Message.Opening)) {
            requireNothing(promiseSteward.receive(wallets.get(id), message, recordTime, memory(id)), message);
            note(message);
        }
        return List.of(first, second);
    }

    /** Rings the timer, also before its time, or when what it was for has ended. As with asking, twice. */
    List<Decision> ring(Timer timer, Instant recordTime) {
        WalletId id = timer.addressee();
        memories.get(id).timers().remove(timer);
        rung.add(timer);
        Accepted first = steward.ring(wallets.get(id), timer, recordTime, memory(id));
        Accepted second = steward.ring(wallets.get(id), timer, recordTime, memory(id));
        apply(id, first);
        memory(id).note(timer, recordTime);
        requireNothing(steward.ring(wallets.get(id), timer, recordTime, memory(id)), timer);
        return List.of(first, second);
    }

    private static void requireNothing(Accepted again, Object heardTwice) {
        if (!again.equals(Accepted.nothing())) {
            throw new AssertionError("heard twice, " + heardTwice + " leads to " + again);
        }
    }

    private void note(Message message) {
        if (message instanceof Message.Answer answer) {
            memory(message.addressee()).note(answer);
        }
    }

    private void apply(WalletId id, Accepted accepted) {
        requireFollowing(accepted);
        for (Fact fact : accepted.facts()) {
            wallets.computeIfPresent(id, (same, wallet) -> Evolution.evolve(wallet, fact));
            histories.get(id).add(fact);
            facts.add(fact);
            memory(id).note(fact);
        }
        accepted.messages()
                .forEach(message -> undelivered.get(message.addressee()).add(message));
    }

    /** Whatever is said follows from the facts alone; but a wallet that does not exist refuses without one. */
    private static void requireFollowing(Accepted accepted) {
        List<Message> following = accepted.facts().stream()
                .filter(Fact.OfPromise.class::isInstance)
                .flatMap(fact -> Consequences.of((Fact.OfPromise) fact).stream())
                .distinct()
                .toList();
        boolean isWithoutFact = accepted.facts().isEmpty()
                && accepted.messages().stream().allMatch(Message.PromiseRefused.class::isInstance);
        if (!following.equals(accepted.messages()) && !isWithoutFact) {
            throw new AssertionError(accepted.facts() + " would say " + following + ", not " + accepted.messages());
        }
    }

    private StewardMemory memory(WalletId id) {
        return memories.get(id).memory();
    }

    Wallet wallet(WalletId id) {
        return wallets.get(id);
    }

    List<WalletId> ids() {
        return List.copyOf(wallets.keySet());
    }

    List<Fact> history(WalletId id) {
        return histories.get(id);
    }

    /** In the order in which they happened. */
    List<Fact> facts() {
        return facts;
    }

    Memories memoriesOf(WalletId id) {
        return memories.get(id);
    }

    Set<Memories> memories() {
        return new HashSet<>(memories.values());
    }

    List<Message> undelivered() {
        return undelivered.values().stream().flatMap(Deque::stream).toList();
    }

    /** With their times, those that have not rung. */
    Map<Timer, Instant> timers() {
        Map<Timer, Instant> timers = new LinkedHashMap<>();
        memories().forEach(each -> timers.putAll(each.timers()));
        return timers;
    }

    List<Timer> rung() {
        return rung;
    }

    Collection<Hold> holds() {
        return memories().stream().flatMap(each -> each.holds().stream()).toList();
    }

    <F extends Fact> List<F> facts(Class<F> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
