package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.WalletId;
import dev.promissory.kit.ProblemException;
import dev.promissory.protocol.Topic;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class PartitionsTest {

    private static final WalletId ALICE = new WalletId("alice");
    private static final TopicPartition FACTS = new TopicPartition(Topic.FACTS.topicName(), 0);
    private static final TopicPartition OUTCOMES = new TopicPartition(Topic.OUTCOMES.topicName(), 0);

    private final Positions positions = new Positions();
    private final Supplier<OnlyGets> found = () -> new OnlyGets(Tables.withKey().wallets);
    private final SuppliedStores stores = new SuppliedStores(found);

    private final Partitions partitions = new Partitions(
            () -> new TestTables(
                    stores, positions, new Doubts(), Map.of(FACTS, Instant.EPOCH, OUTCOMES, Instant.EPOCH), true),
            1,
            1);

    @Test
    void aTableIsLookedForOnceWhileTheSameTaskIsAtWork() {
        positions.start(FACTS);

        Object wallets = partitions.of(ALICE).wallets();

        assertThat(partitions.of(ALICE).wallets()).isSameAs(wallets);
        assertThat(partitions.of(ALICE).promises()).isNotSameAs(wallets);
        assertThat(stores.searches()).containsExactly("wallets of wallet.facts-0", "promises of wallet.facts-0");
    }

    /** The tables of the earlier one are closed, or older. */
    @Test
    void aTableIsLookedForAgainOnceAnotherTaskIsAtWork() {
        positions.start(FACTS);
        Object earlier = partitions.of(ALICE).wallets();

        positions.start(FACTS);

        assertThat(partitions.of(ALICE).wallets()).isNotSameAs(earlier);
    }

    @Test
    void aTableThatWasNotFoundIsLookedForAgain() {
        positions.start(FACTS);
        stores.supply(() -> {
            throw new InvalidStateStoreException("not restored");
        });
        assertNotReady(() -> partitions.of(ALICE).wallets());

        stores.supply(found);

        assertThatNoException().isThrownBy(() -> partitions.of(ALICE).wallets());
    }

    @Test
    void aPartitionThatIsElsewhereIsNotReady() {
        Positions.Progress task = positions.start(FACTS);
        Partitions.Part part = partitions.of(ALICE);
        part.wallets();
        positions.stop(FACTS, task);

        assertNotReady(part::wallets);
        assertNotReady(() -> partitions.of(ALICE));
    }

    /** What it is complete up to was said of the earlier task. */
    @Test
    void theTableOfTheNextTaskIsNotTakenForThatOfTheOneThatWasReady() {
        positions.start(FACTS);
        Partitions.Part part = partitions.of(ALICE);
        stores.supply(() -> {
            positions.start(FACTS);
            return found.get();
        });

        assertNotReady(part::wallets);
    }

    /** Not "command-not-found": closed segments say nothing, as if there were no rows. */
    @Test
    void outcomesThatWereClosedWhileTheyWereReadAreNotReady() {
        positions.start(OUTCOMES);
        OutcomeQuery query = new OutcomeQuery(partitions, Clock.systemUTC());
        stores.supply(() -> outcomes(() -> {}));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> query.outcome(ALICE, new CommandId("d-1")))
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo("command-not-found"));

        positions.start(OUTCOMES);
        stores.supply(() -> outcomes(() -> positions.start(OUTCOMES)));

        assertNotReady(() -> query.outcome(ALICE, new CommandId("d-1")));
    }

    private static void assertNotReady(ThrowingCallable query) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(query)
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo("view-not-ready"));
    }

    /** No outcomes. */
    private static Object outcomes(Runnable whileRead) {
        return Proxy.newProxyInstance(
                PartitionsTest.class.getClassLoader(),
                new Class<?>[] {ReadOnlyWindowStore.class},
                (proxy, method, arguments) -> {
                    whileRead.run();
                    return new Nothing();
                });
    }

    private static final class Nothing implements WindowStoreIterator<byte[]> {

        @Override
        public boolean hasNext() {
            return false;
        }

        @Override
        public KeyValue<Long, byte[]> next() {
            throw new NoSuchElementException();
        }

        @Override
        public Long peekNextKey() {
            throw new NoSuchElementException();
        }

        @Override
        public void close() {}
    }
}
