package dev.promissory.views.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.promissory.domain.Fact;
import dev.promissory.domain.WalletId;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.FactJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

final class FactFeedTest {

    private final MockFacts facts = new MockFacts(2);
    private final FakeVouching view = facts.view();

    @Test
    void givesOutAFactWhenTheViewHasFoldedIt() {
        FactFeed feed = facts.feed(Filter.EVERYTHING);
        byte[] written = facts.good(0, MockFacts.opened("alice", 1));

        assertThat(feed.poll(Duration.ZERO)).isEmpty();

        view.fold(0, 1);

        assertThat(poll(feed)).singleElement().satisfies(fact -> {
            assertThat(fact.partition()).isZero();
            assertThat(fact.offset()).isZero();
            assertThat(fact.walletId()).isEqualTo(new WalletId("alice"));
            assertThat(fact.sequence()).isEqualTo(1);
            assertThat(fact.type()).isEqualTo("WalletOpened");
            assertThat(fact.at()).isEqualTo(MockFacts.AT);
            assertThat(fact.value()).isEqualTo(written);
        });
        assertThat(feed.position()).isEqualTo(Map.of(0, 1L, 1, 0L));
    }

    @Test
    void whatIsReadBeforeTheViewHasFoldedItWaits() {
        FactFeed feed = facts.feed(Filter.EVERYTHING);
        facts.good(0, MockFacts.opened("alice", 1));
        facts.good(0, MockFacts.opened("alice", 2));
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
        FactFeed feed = facts.feed(Filter.EVERYTHING);
        facts.good(0, MockFacts.opened("alice", 1));
        facts.write(0, "alice", FactJson.write(MockFacts.opened("alice", 2)));
        facts.write(0, "alice", "{\"no\":\"fact\"}".getBytes(StandardCharsets.UTF_8));
        facts.write(0, "alice", null);
        facts.write(0, null, FactJson.write(MockFacts.opened("alice", 2)));
        facts.write(0, "not a wallet", FactJson.write(MockFacts.opened("alice", 2)));
        facts.good(0, MockFacts.opened("alice", 2));
        view.fold(0, 7);

        List<FeedFact> given = poll(feed);

        assertThat(given).extracting(FeedFact::offset).containsExactly(0L, 6L);
        assertThat(feed.position()).isEqualTo(Map.of(0, 7L, 1, 0L));
    }

    @Test
    void givesOutOnlyWhatIsWanted() {
        FactFeed feed =
                facts.feed(new Filter(Set.of(new WalletId("alice"), new WalletId("bob")), Set.of("WalletClosed")));
        for (int partition : List.of(0, 1)) {
            facts.good(partition, MockFacts.opened("alice", 1));
            facts.good(partition, new Fact.WalletClosed(MockFacts.head("alice", 2)));
            facts.good(partition, new Fact.WalletClosed(MockFacts.head("carol", 1)));
            view.fold(partition, 3);
        }

        List<FeedFact> given = poll(feed);

        assertThat(given).isNotEmpty().allSatisfy(fact -> {
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
        facts.good(0, MockFacts.opened("alice", 1));
        facts.good(0, MockFacts.opened("alice", 2));
        view.fold(0, 2);
        FactFeed feed = facts.feed(Filter.EVERYTHING, Map.of(0, 1L, 1, 0L));

        assertThat(sequences(poll(feed))).containsExactly(2L);
    }

    @Test
    void markersAtTheEndAreNoReasonToWait() {
        FactFeed feed = facts.feed(Filter.EVERYTHING);
        facts.good(0, MockFacts.opened("alice", 1));
        view.fold(0, 2);

        assertThat(sequences(poll(feed))).containsExactly(1L);
        assertThat(feed.poll(Duration.ofMillis(20))).isEmpty();
    }

    @Test
    void leavesKafkaAloneWhileTheViewHasNothingNew() {
        FactFeed feed = facts.feed(Filter.EVERYTHING);
        view.fold(0, 0);
        facts.consumer().setPollException(new KafkaException("asked"));

        assertThat(feed.poll(Duration.ofMillis(20))).isEmpty();
    }

    @Test
    void saysThatAPartitionIsNoLongerHereAlsoWhenThereIsNothingNew() {
        FactFeed feed = facts.feed(Filter.EVERYTHING);
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
        FactFeed feed = facts.feed(Filter.EVERYTHING);
        Thread.currentThread().interrupt();

        assertThat(feed.poll(Duration.ofDays(1))).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aTypeThatNoFactHasIsNoFilter() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Filter(Set.of(), Set.of("OfOneBalance")));
        assertThat(FactJson.types()).contains("WalletOpened", "MoneyDeposited", "TransferReturned");
    }

    private static List<FeedFact> poll(FactFeed feed) {
        return feed.poll(Duration.ofSeconds(20));
    }

    private static List<Long> sequences(List<FeedFact> facts) {
        return facts.stream().map(FeedFact::sequence).toList();
    }

    private static KafkaConnection kafka() {
        return new KafkaConnection("localhost:1", Map.of());
    }
}
