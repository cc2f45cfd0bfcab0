package dev.promissory.operations.promises;

import dev.promissory.domain.Consequences;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.Message.Answer;
import dev.promissory.domain.Message.PromiseAgreed;
import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.operations.log.Place;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All that is on record about one promise, in whatever order it is read. */
final class PromiseRecord {

    private final PromiseId promiseId;
    private final Map<Telling, Implied> implied = new HashMap<>();
    private final Map<Telling, Implied> written = new HashMap<>();
    private final Set<WalletId> agreed = new HashSet<>();
    private final Set<WalletId> refused = new HashSet<>();
    private final Set<WalletId> ended = new HashSet<>();
    private final Map<WalletId, Implied> overtaken = new HashMap<>();
    private Optional<Opened> opened = Optional.empty();
    private boolean settled;
    private boolean returned;

    /**
     * How it was made.
     *
     * @param deadline of a journal
     * @param participants all but the coordinator
     * @param place of the fact that says so
     */
    record Opened(
            Instant at, List<Posting> postings, Optional<Instant> deadline, Set<WalletId> participants, Place place) {
        Opened {
            postings = List.copyOf(postings);
        }
    }

    PromiseRecord(PromiseId promiseId) {
        this.promiseId = promiseId;
    }

    void note(Fact.OfPromise fact, ConsumerRecord<byte[], byte[]> record) {
        Consequences.of(fact).forEach(message -> implied.putIfAbsent(Telling.of(message), Implied.of(message, record)));
        WalletId self = fact.walletId();
        switch (fact) {
            case Fact.TransferPromised promised -> {
                List<Posting> postings = promised.legs().stream()
                        .map(leg -> new Posting(self, leg.to(), leg.money()))
                        .toList();
                open(fact, postings, Optional.empty(), record);
            }
            case Fact.JournalOpened journal -> open(fact, journal.postings(), Optional.of(journal.deadline()), record);
            case Fact.TransferReserved reserved -> agreed.add(self);
            case Fact.TransferAccepted accepted -> agreed.add(self);
            case Fact.TransferRefused refusal -> refused.add(self);
            case Fact.JournalSettled all -> settled = true;
            case Fact.JournalReturned all -> returned = true;
            case Fact.TransferSettled own -> {
                settled |= isCoordinator(self);
                end(self);
            }
            case Fact.TransferReturned own -> {
                returned |= isCoordinator(self);
                end(self);
            }
            case Fact.TransferReceived received -> end(self);
            case Fact.TransferReleased released -> end(self);
        }
    }

    void note(Message message, ConsumerRecord<byte[], byte[]> record) {
        if (message instanceof PromiseRefused refusal) {
            refused.add(refusal.by());
        }
        written.put(Telling.of(message), Implied.of(message, record));
    }

    /**
     * Hears that a participant has answered a later promise of the same sender. If it has not answered this one before, it
     * never will: what it has answered last is all it remembers of a sender.
     */
    void hearLater(Answer later, ConsumerRecord<byte[], byte[]> record) {
        if (!hasAnswered(later.by())) {
            overtaken.putIfAbsent(later.by(), Implied.of(later, record));
        }
    }

    boolean hasAnswered(WalletId participant) {
        return Stream.of(PromiseAgreed.class, PromiseKept.class, PromiseRefused.class)
                .anyMatch(kind -> written.containsKey(new Telling(kind, participant)));
    }

    PromiseId promiseId() {
        return promiseId;
    }

    Optional<Opened> opened() {
        return opened;
    }

    boolean settled() {
        return settled;
    }

    boolean returned() {
        return returned;
    }

    boolean hasAgreed(WalletId participant) {
        return agreed.contains(participant);
    }

    boolean hasRefused(WalletId participant) {
        return refused.contains(participant);
    }

    boolean hasEnded(WalletId participant) {
        return ended.contains(participant);
    }

    /** By what it was overtaken at this participant. */
    Optional<Implied> overtaken(WalletId participant) {
        return Optional.ofNullable(overtaken.get(participant));
    }

    /** All that was said or should have been. */
    Set<Telling> tellings() {
        Set<Telling> all = new HashSet<>(implied.keySet());
        all.addAll(written.keySet());
        return all;
    }

    Optional<Place> lastPlaceOf(Telling telling) {
        return Optional.ofNullable(written.get(telling)).map(Implied::from);
    }

    /** The message, as its fact has it, or else as it was written. */
    Implied message(Telling telling) {
        return implied.getOrDefault(telling, written.get(telling));
    }

    /** Whether some wallet has agreed to something and has not heard how it ended. */
    boolean hasLooseEnds() {
        return !ended.containsAll(agreed);
    }

    /** Whether every wallet's part in it has ended. */
    boolean isOver() {
        if (opened.isEmpty()) {
            return false;
        }
        Set<WalletId> participants = opened.get().participants();
        boolean kept = (settled || participants.size() == 1) && ended.containsAll(participants);
        return returned ? !hasLooseEnds() : kept;
    }

    private void open(
            Fact.OfPromise fact,
            List<Posting> postings,
            Optional<Instant> deadline,
            ConsumerRecord<byte[], byte[]> record) {
        Set<WalletId> participants = new TreeSet<>();
        for (Posting posting : postings) {
            participants.add(posting.from());
            participants.add(posting.to());
        }
        participants.remove(promiseId.sender());
        opened = Optional.of(new Opened(fact.head().at(), postings, deadline, participants, Place.of(record)));
    }

    private void end(WalletId self) {
        if (!isCoordinator(self)) {
            ended.add(self);
        }
    }

    private boolean isCoordinator(WalletId self) {
        return self.equals(promiseId.sender());
    }
}
