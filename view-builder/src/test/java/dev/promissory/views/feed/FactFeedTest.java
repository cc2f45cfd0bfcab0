package dev.promissory.views.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Memo;
import dev.promissory.domain.WalletId;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

final class FactFeedTest {

    private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");

    private final FakeVouching view = new FakeVouching(2);
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final Map<Integer, Long> ends = new HashMap<>(Map.of(0, 0L, 1, 0L));

    @Test
    void givesOutAFactWhenTheViewHasFoldedIt() {
        FactFeed feed = feed(Filter.EVERYTHING);
        byte[] written = good(0, opened("alice", 1));

        assertThat(feed.poll(Duration.ZERO)).isEmpty();

        view.fold(0, 1);

        assertThat(poll(feed)).singleElement().satisfies(fact -> {
            assertThat(fact.partition()).isZero();
            assertThat(fact.offset()).isZero();
            assertThat(fact.walletId()).isEqualTo(new WalletId("alice"));
            assertThat(fact.sequence()).isEqualTo(1);
            assertThat(fact.type()).isEqualTo("WalletOpened");
            assertThat(fact.at()).isEqualTo(AT);
            assertThat(fact.value()).isEqualTo(written);
        });
        assertThat(feed.position()).isEqualTo(Map.of(0, 1L, 1, 0L));
    }

    @Test
    void whatIsReadBeforeTheViewHasFoldedItWaits() {
        FactFeed feed = feed(Filter.EVERYTHING);
        good(0, opened("alice", 1));
        good(0, opened("alice", 2));
        view.fold(0, 1);

        assertThat(sequences(poll(feed))).containsExactly(1L);
        assertThat(feed.poll(Duration.ofMillis(20))).isEmpty();
        assertThat(feed.position()).isEqualTo(Map.of(0, 1L, 1, 0L));

        view.fold(0, 2);

        assertThat(sequences(poll(feed))).containsExactly(2L);
        assertThat(feed.position()).isEqualTo(Map.of(0, 2L, 1, 0L));
    }

    @Test
    void passesOverWhatTheViewDoesNotVouchFor() {
        FactFeed feed = feed(Filter.EVERYTHING);
        good(0, opened("alice", 1));
        write(0, "alice", FactJson.write(opened("alice", 2)));
        write(0, "alice", "{\"no\":\"fact\"}".getBytes(StandardCharsets.UTF_8));
        write(0, "alice", null);
        write(0, null, FactJson.write(opened("alice", 2)));
        write(0, "not a wallet", FactJson.write(opened("alice", 2)));
        good(0, opened("alice", 2));
        view.fold(0, 7);

        List<FeedFact> facts = poll(feed);

        assertThat(facts).extracting(FeedFact::offset).containsExactly(0L, 6L);
        assertThat(feed.position()).isEqualTo(Map.of(0, 7L, 1, 0L));
    }

    @Test
    void givesOutOnlyWhatIsWanted() {
        FactFeed feed = feed(new Filter(Set.of(new WalletId("alice"), new WalletId("bob")), Set.of("WalletClosed")));
        for (int partition : List.of(0, 1)) {
            good(partition, opened("alice", 1));
            good(partition, new Fact.WalletClosed(head("alice", 2)));
            good(partition, new Fact.WalletClosed(head("carol", 1)));
            view.fold(partition, 3);
        }

        List<FeedFact> facts = poll(feed);

        assertThat(facts).isNotEmpty().allSatisfy(fact -> {
            assertThat(fact.walletId()).isEqualTo(new WalletId("alice"));
            assertThat(fact.type()).isEqualTo("WalletClosed");
        });
        assertThat(feed.position().values()).allMatch(offset -> offset == 3);
    }

    @Test
    void aFilterOfOneWalletReadsOnlyItsPartition() {
        Filter filter = new Filter(Set.of(new WalletId("alice")), Set.of());

        assertThat(filter.partitions(64)).hasSize(1);
        assertThat(Filter.EVERYTHING.partitions(64)).hasSize(64);
    }

    @Test
    void goesOnFromWhereItIsToldTo() {
        good(0, opened("alice", 1));
        good(0, opened("alice", 2));
        view.fold(0, 2);
        FactFeed feed = feed(Filter.EVERYTHING, Map.of(0, 1L, 1, 0L));
        rewrite();

        assertThat(sequences(poll(feed))).containsExactly(2L);
    }

    @Test
    void markersAtTheEndAreNoReasonToWait() {
        FactFeed feed = feed(Filter.EVERYTHING);
        good(0, opened("alice", 1));
        view.fold(0, 2);

        assertThat(sequences(poll(feed))).containsExactly(1L);
        assertThat(feed.poll(Duration.ofMillis(20))).isEmpty();
    }

    @Test
    void leavesKafkaAloneWhileTheViewHasNothingNew() {
        FactFeed feed = feed(Filter.EVERYTHING);
        view.fold(0, 0);
        consumer.setPollException(new org.apache.kafka.common.KafkaException("asked"));

        assertThat(feed.poll(Duration.ofMillis(20))).isEmpty();
    }

    @Test
    void saysThatAPartitionIsNoLongerHereAlsoWhenThereIsNothingNew() {
        FactFeed feed = feed(Filter.EVERYTHING);
        view.moveAway(1);

        assertThatExceptionOfType(NotHereException.class)
                .isThrownBy(() -> feed.poll(Duration.ZERO))
                .withMessageContaining("wallet.facts-1");
    }

    @Test
    void doesNotOpenOnAPartitionThatIsElsewhere() {
        view.moveAway(1);

        assertThatExceptionOfType(NotHereException.class)
                .isThrownBy(() -> FactFeed.open(kafka(), view, Map.of(0, 0L, 1, 0L), Filter.EVERYTHING));
    }

    @Test
    void doesNotOpenOnOtherPartitionsThanTheFilters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FactFeed.open(kafka(), view, Map.of(0, 0L), Filter.EVERYTHING));
    }

    @Test
    void anInterruptEndsTheWait() {
        FactFeed feed = feed(Filter.EVERYTHING);
        Thread.currentThread().interrupt();

        assertThat(feed.poll(Duration.ofDays(1))).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aTypeThatNoFactHasIsNoFilter() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Filter(Set.of(), Set.of("OfOneBalance")));
        assertThat(FactJson.types()).contains("WalletOpened", "MoneyDeposited", "TransferReturned");
    }

    private final Map<Integer, Map<Long, ConsumerRecord<byte[], byte[]>>> written = new HashMap<>();

    private FactFeed feed(Filter filter) {
        return feed(filter, Map.of(0, 0L, 1, 0L));
    }

    private FactFeed feed(Filter filter, Map<Integer, Long> from) {
        FactFeed feed = FactFeed.over(consumer, view, from, filter);
        consumer.updateBeginningOffsets(Map.of(partition(0), 0L, partition(1), 0L));
        return feed;
    }

    /** A record the view vouches for. */
    private byte[] good(int partition, Fact fact) {
        byte[] value = FactJson.write(fact);
        view.vouchFor(partition, ends.get(partition), fact.walletId().value(), fact.sequence());
        write(partition, fact.walletId().value(), value);
        return value;
    }

    private void write(int partition, String key, byte[] value) {
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        long offset = ends.merge(partition, 1L, Long::sum) - 1;
        var record = new ConsumerRecord<>(Topic.FACTS.topicName(), partition, offset, bytes, value);
        written.computeIfAbsent(partition, any -> new TreeMap<>()).put(offset, record);
        if (!consumer.assignment().isEmpty()) {
            consumer.addRecord(record);
        }
    }

    /** What was written before the feed opened. */
    private void rewrite() {
        written.values().forEach(records -> records.values().forEach(consumer::addRecord));
    }

    private static List<FeedFact> poll(FactFeed feed) {
        return feed.poll(Duration.ofSeconds(20));
    }

    private static List<Long> sequences(List<FeedFact> facts) {
        return facts.stream().map(FeedFact::sequence).toList();
    }

    private static Fact opened(String walletId, long sequence) {
        return new Fact.WalletOpened(head(walletId, sequence), Optional.empty());
    }

    private static FactHead head(String walletId, long sequence) {
        return new FactHead(new WalletId(walletId), sequence, new CommandId("c-" + sequence), AT, Memo.none());
    }

    private static KafkaConnection kafka() {
        return new KafkaConnection("localhost:1", Map.of());
    }

    private static TopicPartition partition(int number) {
        return new TopicPartition(Topic.FACTS.topicName(), number);
    }
}
