package dev.promissory.domain;

import dev.promissory.domain.Decision.Accepted;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferReturned;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Several wallets, their stewards, and the messages between them. Each receiver hears its messages in the order they
 * were sent; apart from that they arrive whenever the test says so.
 */
final class World {

    private final Steward steward;
    private final PromiseSteward promiseSteward;
    private final Memories memories = new Memories();
    private final Map<WalletId, Wallet> wallets = new TreeMap<>();
    private final Map<WalletId, List<Fact>> histories = new TreeMap<>();
    private final Map<WalletId, Deque<Message>> undelivered = new LinkedHashMap<>();
    private int commands;

    World(boolean autoOpen, List<WalletId> ids) {
        steward = new Steward(autoOpen, proof -> true);
        promiseSteward = new PromiseSteward(autoOpen);
        for (WalletId id : ids) {
            wallets.put(id, Wallet.unopened(id));
            histories.put(id, new ArrayList<>());
            undelivered.put(id, new ArrayDeque<>());
        }
    }

    /** Asks the wallet's steward twice the same, believes the first answer and gives both. */
    List<Decision> ask(WalletId id, Ask ask, Instant recordTime) {
        CommandId commandId = new CommandId("c-" + ++commands);
        Command command = ask.under(new CommandHead(id, commandId, OptionalLong.empty(), List.of(), Memo.none()));
        Decision first = steward.decide(wallets.get(id), command, recordTime, memories.memory());
        Decision second = steward.decide(wallets.get(id), command, recordTime, memories.memory());
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
        Accepted first = promiseSteward.receive(wallets.get(id), message, recordTime, memories.memory());
        Accepted second = promiseSteward.receive(wallets.get(id), message, recordTime, memories.memory());
        apply(id, first);
        if (message instanceof Message.Answer answer) {
            memories.memory().note(answer);
        }
        return List.of(first, second);
    }

    private void apply(WalletId id, Accepted accepted) {
        for (Fact fact : accepted.facts()) {
            wallets.computeIfPresent(id, (same, wallet) -> Evolution.evolve(wallet, fact));
            histories.get(id).add(fact);
            memories.memory().note(fact);
        }
        accepted.messages()
                .forEach(message -> undelivered.get(message.addressee()).add(message));
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

    Memories memories() {
        return memories;
    }

    List<Message> undelivered() {
        return undelivered.values().stream().flatMap(Deque::stream).toList();
    }

    <F extends Fact> List<F> facts(Class<F> type) {
        return histories.values().stream()
                .flatMap(List::stream)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The promises whose money is neither with the receiver nor back: what the facts say, whatever the stewards know. */
    List<TransferPromised> inFlight() {
        Set<PromiseId> ended = facts(TransferReceived.class).stream()
                .map(TransferReceived::promiseId)
                .collect(Collectors.toSet());
        facts(TransferReturned.class).forEach(returned -> ended.add(returned.promiseId()));
        return facts(TransferPromised.class).stream()
                .filter(promised -> !ended.contains(promised.promiseId()))
                .toList();
    }
}
