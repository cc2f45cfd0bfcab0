package dev.promissory.operations.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Message;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import dev.promissory.operations.log.Place;
import dev.promissory.protocol.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Puts facts and messages of one promise on record, lets the stewards read so far, and asks the judge. */
final class Docket {

    static final Instant MADE = Instant.parse("2026-01-01T10:00:00Z");
    static final Instant NOW = MADE.plus(Duration.ofHours(1));
    static final TopicPartition TRANSFERS = new TopicPartition(Topic.TRANSFERS.topicName(), 0);
    static final TopicPartition COMMANDS = new TopicPartition(Topic.COMMANDS.topicName(), 0);
    static final WalletId ALICE = new WalletId("alice");
    static final WalletId BOB = new WalletId("bob");
    static final WalletId CAROL = new WalletId("carol");

    private final PromiseId promiseId;
    private final PromiseFiles files;
    private final Letters letters = new Letters(true);
    private final Map<TopicPartition, Long> read = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>(Map.of(TRANSFERS, 0L, COMMANDS, 0L));
    private final Set<TopicPartition> served = new HashSet<>(Set.of(TRANSFERS, COMMANDS));
    private long facts;

    private Docket(PromiseId promiseId) {
        this.promiseId = promiseId;
        this.files = new PromiseFiles(List.of(promiseId));
    }

    /** A transfer of one euro to each. */
    static Docket transfer(WalletId... to) {
        Docket docket = new Docket(new PromiseId(ALICE, 9));
        List<Leg> legs = Arrays.stream(to).map(each -> new Leg(each, euro())).toList();
        return docket.fact(new Fact.TransferPromised(docket.head(ALICE, 9), legs, List.of(), Occasion.NONE));
    }

    /** A journal by which each sends a euro to alice. */
    static Docket journal(Instant deadline, WalletId... from) {
        WalletId journal = new WalletId("journal");
        Docket docket = new Docket(new PromiseId(journal, 1));
        List<Posting> postings = Arrays.stream(from)
                .map(each -> new Posting(each, ALICE, euro()))
                .toList();
        return docket.fact(new Fact.JournalOpened(docket.head(journal, 1), postings, deadline, Occasion.NONE));
    }

    Docket agreed(WalletId wallet) {
        return fact(new Fact.TransferAccepted(head(wallet, 3), promiseId, MADE, List.of(), Occasion.NONE));
    }

    Docket received(WalletId wallet) {
        return fact(new Fact.TransferReceived(head(wallet, 4), promiseId, MADE, List.of(), List.of(), Occasion.NONE));
    }

    Docket refused(WalletId wallet) {
        return fact(new Fact.TransferRefused(head(wallet, 3), promiseId, MADE, List.of(), Rejection.WALLET_FROZEN));
    }

    Docket released(WalletId wallet) {
        return fact(
                new Fact.TransferReleased(head(wallet, 4), promiseId, MADE, List.of(), BOB, Rejection.WALLET_FROZEN));
    }

    Docket settled(WalletId... to) {
        List<Leg> legs = Arrays.stream(to).map(each -> new Leg(each, euro())).toList();
        return fact(new Fact.TransferSettled(head(ALICE, 10), promiseId, MADE, legs));
    }

    Docket returned(WalletId refusedBy, WalletId... to) {
        List<Leg> legs = Arrays.stream(to).map(each -> new Leg(each, euro())).toList();
        return fact(new Fact.TransferReturned(
                head(ALICE, 10), promiseId, MADE, legs, refusedBy, Rejection.WALLET_FROZEN, List.of(), Occasion.NONE));
    }

    /** Writes the message that the facts so far imply to or by this wallet. */
    Docket says(Class<? extends Message> kind, WalletId participant) {
        return says(promise().message(new Telling(kind, participant)).message());
    }

    Docket says(Message message) {
        files.note(message, record(Topic.TRANSFERS, ends.merge(TRANSFERS, 1L, Long::sum) - 1));
        return this;
    }

    /** The stewards have read all that has been said so far. */
    Docket allRead() {
        read.put(TRANSFERS, ends.get(TRANSFERS));
        return this;
    }

    Docket moreCommands(int count) {
        ends.merge(COMMANDS, (long) count, Long::sum);
        return this;
    }

    Docket nobodyServes() {
        served.clear();
        return this;
    }

    Docket letter(long name, long offset, String reason, boolean isOpen) {
        letters.add(new Place(Topic.TRANSFERS.topicName(), 0, offset), new Letters.Entry(name, reason, isOpen));
        return this;
    }

    List<Obstacle> obstacles() {
        return new Judge(new StewardPositions(1, read, ends, served), letters, NOW).obstacles(promise());
    }

    /** The only obstacle: its reason, and behind an arrow its action. */
    String obstacle() {
        List<Obstacle> obstacles = obstacles();
        assertThat(obstacles).hasSize(1);
        return text(obstacles.getFirst());
    }

    String text(Obstacle obstacle) {
        return obstacle.code() + ": " + obstacle.reason() + " -> " + obstacle.action(promiseId);
    }

    PromiseRecord promise() {
        return files.all().findFirst().orElseThrow();
    }

    private Docket fact(Fact.OfPromise fact) {
        files.note(fact, record(Topic.FACTS, facts++));
        return this;
    }

    private FactHead head(WalletId wallet, long sequence) {
        return new FactHead(wallet, sequence, new CommandId("t-1"), MADE, Memo.none());
    }

    private static ConsumerRecord<byte[], byte[]> record(Topic topic, long offset) {
        return new ConsumerRecord<>(topic.topicName(), 0, offset, new byte[0], new byte[0]);
    }

    private static Money euro() {
        return Money.of("1.00", "EUR");
    }
}
