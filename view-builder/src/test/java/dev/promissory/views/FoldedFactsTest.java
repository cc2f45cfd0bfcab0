package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Topic;
import dev.promissory.views.feed.NotHereException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.junit.jupiter.api.Test;

final class FoldedFactsTest {

    private static final TopicPartition PARTITION = new TopicPartition(Topic.FACTS.topicName(), 0);
    private static final WalletId ALICE = new WalletId("alice");

    private final Pen pen = new Pen();
    private final Positions positions = new Positions();
    private final Tables tables = Tables.withKey();
    private final SuppliedStores stores = new SuppliedStores(() -> new OnlyGets(tables.wallets));
    private Positions.Progress task = positions.start(PARTITION);
    private final FoldedFacts facts = new FoldedFacts(() -> TestTables.of(stores, positions), 1);

    @Test
    void vouchesForWhatWasFoldedAndForNothingElse() {
        SealedFact opened = pen.open("alice", "Alice");
        SealedFact deposited = pen.deposit("alice", "5.00", "EUR");
        fold(opened, 0);
        fold(deposited.withValue("{}"), 1);
        fold(deposited, 2);
        fold(deposited, 3);
        fold(pen.open("bob", "Bob"), 4);

        assertThat(facts.isVouchedFor(0, 0, ALICE, 1)).isTrue();
        assertThat(facts.isVouchedFor(0, 1, ALICE, 2)).as("forged").isFalse();
        assertThat(facts.isVouchedFor(0, 2, ALICE, 2)).isTrue();
        assertThat(facts.isVouchedFor(0, 3, ALICE, 2)).as("a copy").isFalse();
        assertThat(facts.isVouchedFor(0, 4, ALICE, 3)).as("another wallet's").isFalse();
        assertThat(facts.folded(0)).hasValue(5);
    }

    @Test
    void vouchesForTheSameOffsetAfterACrashThatFoldedItTwice() {
        SealedFact opened = pen.open("alice", "Alice");
        fold(opened, 0);
        task = positions.start(PARTITION);
        fold(opened, 0);

        assertThat(facts.isVouchedFor(0, 0, ALICE, 1)).isTrue();
    }

    @Test
    void doesNotAnswerForWhatIsNotFoldedYet() {
        assertThat(facts.folded(0)).isEmpty();
        assertThatExceptionOfType(NotHereException.class).isThrownBy(() -> facts.isVouchedFor(0, 0, ALICE, 1));
    }

    @Test
    void doesNotAnswerForAPartitionThatIsElsewhere() {
        fold(pen.open("alice", "Alice"), 0);
        positions.stop(PARTITION, task);

        assertThatExceptionOfType(NotHereException.class).isThrownBy(() -> facts.folded(0));
        assertThatExceptionOfType(NotHereException.class).isThrownBy(() -> facts.isVouchedFor(0, 0, ALICE, 1));
    }

    @Test
    void doesNotAnswerWhenThePartitionCameBackMeanwhileWithOlderTables() {
        fold(pen.open("alice", "Alice"), 0);
        stores.supply(() -> {
            positions.start(PARTITION);
            return new OnlyGets(Tables.withKey().wallets);
        });

        assertThatExceptionOfType(NotHereException.class).isThrownBy(() -> facts.isVouchedFor(0, 0, ALICE, 1));
    }

    @Test
    void doesNotAnswerWhenTheTablesAreClosedMeanwhile() {
        fold(pen.open("alice", "Alice"), 0);
        stores.supply(() -> {
            throw new InvalidStateStoreException("closed");
        });

        assertThatExceptionOfType(NotHereException.class).isThrownBy(() -> facts.isVouchedFor(0, 0, ALICE, 1));
    }

    private void fold(SealedFact fact, long offset) {
        tables.fold(fact, offset);
        task.folded(offset);
    }
}
