package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.InvalidStateStorePartitionException;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.Test;

final class FoundStoresTest {

    private static final TopicPartition FACTS_0 = new TopicPartition("wallet.facts", 0);
    private static final TopicPartition FACTS_1 = new TopicPartition("wallet.facts", 1);

    private final Positions positions = new Positions();
    private final List<String> searches = new ArrayList<>();
    private Supplier<Tables> next = Tables::withKey;
    private final FoundStores stores = new FoundStores(new Search(), positions);

    @Test
    void looksOnceForEachTableOfEachPartition() {
        positions.start(FACTS_0);
        positions.start(FACTS_1);

        ReadOnlyKeyValueStore<Bytes, byte[]> wallets = find("wallets", FACTS_0);

        assertThat(find("wallets", FACTS_0)).isSameAs(wallets);
        assertThat(find("promises", FACTS_0)).isNotSameAs(wallets);
        assertThat(find("wallets", FACTS_1)).isNotSameAs(wallets);
        assertThat(searches)
                .containsExactly(
                        "wallets of wallet.facts-0", "promises of wallet.facts-0", "wallets of wallet.facts-1");
    }

    /** The tables of the earlier one are closed, or older. */
    @Test
    void looksAgainOnceAnotherTaskIsAtWork() {
        positions.start(FACTS_0);
        ReadOnlyKeyValueStore<Bytes, byte[]> earlier = find("wallets", FACTS_0);

        positions.start(FACTS_0);

        ReadOnlyKeyValueStore<Bytes, byte[]> now = find("wallets", FACTS_0);
        assertThat(now).isNotSameAs(earlier);
        assertThat(find("wallets", FACTS_0)).isSameAs(now);
    }

    @Test
    void findsNothingOfAPartitionThatIsElsewhere() {
        Positions.Progress task = positions.start(FACTS_0);
        find("wallets", FACTS_0);
        positions.stop(FACTS_0, task);

        assertThatExceptionOfType(InvalidStateStorePartitionException.class)
                .isThrownBy(() -> find("wallets", FACTS_0))
                .withMessageContaining("wallet.facts-0");
        assertThat(searches).hasSize(1);
    }

    @Test
    void looksAgainForWhatItDidNotFind() {
        positions.start(FACTS_0);
        next = () -> {
            throw new InvalidStateStoreException("not restored");
        };
        assertThatExceptionOfType(InvalidStateStoreException.class).isThrownBy(() -> find("wallets", FACTS_0));

        next = Tables::withKey;

        assertThat(find("wallets", FACTS_0)).isNotNull();
    }

    private ReadOnlyKeyValueStore<Bytes, byte[]> find(String store, TopicPartition input) {
        return stores.find(store, QueryableStoreTypes.keyValueStore(), input);
    }

    private final class Search implements StoreSource {

        @Override
        @SuppressWarnings("unchecked")
        public <S> S find(String store, QueryableStoreType<S> type, TopicPartition input) {
            searches.add(store + " of " + input);
            return (S) new OnlyGets(next.get().wallets);
        }

        @Override
        public <S> S findGlobal(String store, QueryableStoreType<S> type) {
            throw new AssertionError("nobody asks for " + store);
        }
    }
}
