package dev.promissory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Decision.Accepted;
import dev.promissory.domain.Decision.Rejected;
import dev.promissory.domain.Message.PromiseMade;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One case of the rules, read as a sentence about Alice's wallet: given what happened to it, when its steward is asked
 * or told something, then this follows. What happened before happened at {@link #PAST}, the rest is {@link #NOW}.
 */
final class Scenario {

    static final WalletId ALICE = new WalletId("alice");
    static final WalletId BOB = new WalletId("bob");
    static final WalletId CAROL = new WalletId("carol");
    static final Instant PAST = Instant.parse("2026-01-01T12:00:00Z");
    static final Instant NOW = Instant.parse("2026-01-01T13:00:00Z");
    /** The command that is asked, and the one at the far end of a promise that arrives. */
    static final CommandId ASKED = new CommandId("asked");

    private static final CommandId EARLIER = new CommandId("earlier");
    private static final Memo EARLIER_MEMO = Memo.of("earlier", Map.of("by", "alice"));

    private final StewardMemory memory = new Memories().memory();
    private Wallet wallet = Wallet.unopened(ALICE);
    private OptionalLong expectedSequence = OptionalLong.empty();
    private Memo noted = Memo.none();
    private List<Requirement> requirements = List.of();
    private boolean genuine = true;
    private Instant recordTime = NOW;
    private boolean autoOpen = true;

    private Scenario() {}

    static Scenario given(Happening... past) {
        Scenario scenario = new Scenario();
        for (Happening happening : past) {
            Fact fact = happening.to(scenario.wallet, next(scenario.wallet, EARLIER, PAST, EARLIER_MEMO));
            scenario.wallet = Evolution.evolve(scenario.wallet, fact);
            scenario.memory.note(fact);
        }
        return scenario;
    }

    /** The promise that Alice's wallet made by its fact of this sequence. */
    static PromiseId alicesPromise(long sequence) {
        return new PromiseId(ALICE, sequence);
    }

    static PromiseId bobsPromise(long sequence) {
        return new PromiseId(BOB, sequence);
    }

    /** Bob's promise as it arrives at Alice's steward. */
    static PromiseMade promiseOf(String text, PromiseId promise) {
        return new PromiseMade(promise, List.of(new Leg(ALICE, money(text))), ASKED, PAST, Memo.none(), Occasion.NONE);
    }

    static Leg leg(WalletId to, String text) {
        return new Leg(to, money(text));
    }

    static Posting posting(WalletId from, WalletId to, String text) {
        return new Posting(from, to, money(text));
    }

    static Money money(String text) {
        String[] parts = text.split(" ", 2);
        return Money.of(parts[0], parts[1]);
    }

    /** The promise has been kept, and its sender has heard of it. */
    Scenario andKept(PromiseId promise, WalletId by) {
        memory.note(new Message.PromiseKept(promise, by));
        return this;
    }

    /** Others have answered what the wallet asked them. */
    Scenario andHeard(Message.Answer... answers) {
        for (Message.Answer answer : answers) {
            memory.note(answer);
        }
        return this;
    }

    Scenario withAutoOpen(boolean on) {
        autoOpen = on;
        return this;
    }

    Scenario expectingSequence(long sequence) {
        expectedSequence = OptionalLong.of(sequence);
        return this;
    }

    Scenario noting(Memo noted) {
        this.noted = noted;
        return this;
    }

    Scenario requiring(Requirement... required) {
        requirements = List.of(required);
        return this;
    }

    /** The stewards' key says that the proof is forged. */
    Scenario withForgedProof() {
        genuine = false;
        return this;
    }

    Scenario at(Instant time) {
        recordTime = time;
        return this;
    }

    Outcome when(Ask ask) {
        Command command = ask.under(new CommandHead(ALICE, ASKED, expectedSequence, requirements, noted));
        return new Outcome(
                new Steward(autoOpen, proof -> genuine).decide(wallet, command, recordTime, memory), ASKED, noted);
    }

    Outcome when(Message message) {
        boolean arriving = message instanceof Message.Opening;
        return new Outcome(
                new PromiseSteward(autoOpen).receive(wallet, message, recordTime, memory),
                arriving ? ASKED : EARLIER,
                arriving ? Memo.none() : EARLIER_MEMO);
    }

    Outcome when(Timer timer) {
        return new Outcome(
                new Steward(autoOpen, proof -> genuine).ring(wallet, timer, recordTime, memory), EARLIER, EARLIER_MEMO);
    }

    private static FactHead next(Wallet wallet, CommandId commandId, Instant at, Memo memo) {
        return new FactHead(wallet.id(), wallet.sequence() + 1, commandId, at, memo);
    }

    /** What followed, waiting to be compared with what should. */
    final class Outcome {

        private final Decision decision;
        private final CommandId commandId;
        private final Memo factMemo;

        private Outcome(Decision decision, CommandId commandId, Memo factMemo) {
            this.decision = decision;
            this.commandId = commandId;
            this.factMemo = factMemo;
        }

        Decision decision() {
            return decision;
        }

        /** Exactly these facts, in this order, and nobody is told. */
        Outcome then(Happening... expected) {
            return thenTelling(List.of(), expected);
        }

        Outcome thenNothing() {
            return then();
        }

        /** Exactly these facts, in this order, and this message. */
        Outcome thenTelling(Message message, Happening... expected) {
            return thenTelling(List.of(message), expected);
        }

        void thenRejected(Rejection rejection) {
            assertThat(decision).isEqualTo(new Rejected(rejection));
        }

        /** The balance, with what it was worked out to, written by hand. */
        Outcome leaving(String text) {
            Money money = money(text);
            assertThat(after(money.currency()).total()).isEqualTo(money);
            return this;
        }

        private Balance after(Currency currency) {
            Wallet after = wallet;
            for (Fact fact : ((Accepted) decision).facts()) {
                after = Evolution.evolve(after, fact);
            }
            return after.balance(currency);
        }

        /** What can be spent, and what is set aside, written by hand. */
        Outcome leaving(String total, String held) {
            assertThat(after(money(total).currency())).isEqualTo(new Balance(money(total), money(held)));
            return this;
        }

        Outcome thenTelling(List<? extends Message> messages, Happening... expected) {
            Instant at = recordTime.isBefore(wallet.lastFactAt()) ? wallet.lastFactAt() : recordTime;
            List<Fact> facts = new ArrayList<>();
            Wallet after = wallet;
            for (Happening happening : expected) {
                Fact fact = happening.to(after, next(after, commandId, at, factMemo));
                after = Evolution.evolve(after, fact);
                facts.add(fact);
            }
            assertThat(decision).isEqualTo(new Accepted(facts, List.copyOf(messages)));
            return this;
        }
    }
}
