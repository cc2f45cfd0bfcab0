package dev.promissory.operations.archive;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Command;
import dev.promissory.domain.Decision;
import dev.promissory.domain.Decision.Accepted;
import dev.promissory.domain.Evolution;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.Money;
import dev.promissory.domain.OpenPromise;
import dev.promissory.domain.Participation;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.PromiseSteward;
import dev.promissory.domain.ScheduleId;
import dev.promissory.domain.Steward;
import dev.promissory.domain.StewardMemory;
import dev.promissory.domain.StewardMemory.HoldKey;
import dev.promissory.domain.StewardMemory.ParticipationKey;
import dev.promissory.domain.StewardMemory.ReversalKey;
import dev.promissory.domain.Timer;
import dev.promissory.domain.TimerShelf;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Wallets with their stewards, by the real rules, and what they tell each other. Each wallet hears in the order in which it
 * was told; when, the test decides.
 */
final class Town {

    private final Steward steward = new Steward(true, proof -> true);
    private final PromiseSteward promiseSteward = new PromiseSteward(true);
    private final MapShelf<PromiseId, OpenPromise> promises = new MapShelf<>(PromiseId::sender);
    private final MapShelf<ParticipationKey, Participation> participations = new MapShelf<>(ParticipationKey::walletId);
    private final StewardMemory memory = new StewardMemory(
            promises,
            participations,
            new MapShelf<>(HoldKey::walletId),
            new MapShelf<>(ScheduleId::walletId),
            new MapShelf<>(ReversalKey::walletId),
            new NoTimers());
    private final Map<WalletId, Wallet> wallets = new TreeMap<>();
    private final Map<String, Long> answered = new HashMap<>();
    private final Map<WalletId, Deque<Message>> untold = new TreeMap<>();
    private final Consumer<Fact> facts;
    private final Consumer<Message> messages;
    private Instant now = Instant.parse("2026-11-23T08:00:00Z");

    Town(Consumer<Fact> facts, Consumer<Message> messages) {
        this.facts = facts;
        this.messages = messages;
    }

    /** As a rebuild has it: from facts, and from the answers that stewards have given. */
    static Town rebuilt(List<Fact> facts, List<Message> messages) {
        Town town = new Town(none -> {}, none -> {});
        facts.forEach(town::evolve);
        for (Message message : messages) {
            if (message instanceof Message.Answer answer) {
                town.isFirst(answer.by(), answer.promiseId());
            }
            town.tell(message);
        }
        return town;
    }

    void ask(Command command) {
        if (steward.decide(wallet(command.walletId()), command, tick(), memory) instanceof Decision.Accepted accepted) {
            enact(accepted);
        }
    }

    /** Somebody hears what is next for it; false when there is nothing. */
    boolean hear(Random random) {
        List<WalletId> waiting = untold.entrySet().stream()
                .filter(each -> !each.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (waiting.isEmpty()) {
            return false;
        }
        Message message =
                untold.get(waiting.get(random.nextInt(waiting.size()))).remove();
        if (message instanceof Message.Opening && !isFirst(message.addressee(), message.promiseId())) {
            throw new AssertionError("answered before: " + message);
        }
        enact(promiseSteward.receive(wallet(message.addressee()), message, tick(), memory));
        if (message instanceof Message.Answer answer) {
            memory.note(answer);
        }
        return true;
    }

    /** What is in wallets; what is under way is in none. */
    Money total() {
        Money total = Money.of("0.00", "EUR");
        for (Wallet wallet : wallets.values()) {
            for (Balance balance : wallet.balances().values()) {
                total = total.plus(balance.total());
            }
        }
        return total;
    }

    int underWay() {
        return promises.size() + participations.size();
    }

    private void enact(Accepted accepted) {
        for (Fact fact : accepted.facts()) {
            evolve(fact);
            facts.accept(fact);
        }
        List<Message> said = new ArrayList<>(accepted.messages());
        said.forEach(this::tell);
        said.forEach(messages);
    }

    private void evolve(Fact fact) {
        wallets.put(fact.walletId(), Evolution.evolve(wallet(fact.walletId()), fact));
        memory.note(fact);
    }

    private void tell(Message message) {
        untold.computeIfAbsent(message.addressee(), none -> new ArrayDeque<>()).add(message);
    }

    /** Notes that the promise is being answered; false when one that is not before it has been answered. */
    private boolean isFirst(WalletId receiver, PromiseId promiseId) {
        String pair = receiver + "~" + promiseId.sender();
        boolean first = answered.getOrDefault(pair, 0L) < promiseId.sequence();
        answered.merge(pair, promiseId.sequence(), Math::max);
        return first;
    }

    private Wallet wallet(WalletId id) {
        return wallets.getOrDefault(id, Wallet.unopened(id));
    }

    private Instant tick() {
        now = now.plusMillis(1);
        return now;
    }

    private static final class NoTimers implements TimerShelf {
        @Override
        public void set(Timer timer, Instant due) {}

        @Override
        public void clear(Timer timer, Instant due) {}
    }
}
