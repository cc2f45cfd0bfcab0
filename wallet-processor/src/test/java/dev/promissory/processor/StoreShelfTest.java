package dev.promissory.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.WalletId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDBException;

class StoreShelfTest {

    private static final int MANY = 1_000;

    @TempDir
    Path folder;

    private RemovedRows rows;
    private StoreShelf<Thing, String> shelf;

    record Thing(WalletId walletId, String name) {}

    @BeforeEach
    void isOpened() throws RocksDBException {
        rows = new RemovedRows(folder);
        shelf = new StoreShelf<>(
                rows.memory(),
                'o',
                Thing::walletId,
                Thing::name,
                text -> text.getBytes(StandardCharsets.UTF_8),
                bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @AfterEach
    void isClosed() {
        rows.close();
    }

    @Test
    void findsAnythingOfTheWalletAndNothingOfOthers() {
        shelf.put(thing("bob", "zz~9"), "here");
        rows.memory().put(Bytes.wrap("pbobby~1".getBytes(StandardCharsets.UTF_8)), new byte[] {1});

        assertThat(shelf.anyOf(new WalletId("bob"))).isTrue();
        assertThat(shelf.anyOf(new WalletId("bo"))).isFalse();
        assertThat(shelf.anyOf(new WalletId("bobby"))).isFalse();
        assertThat(shelf.anyOf(new WalletId("bob-1"))).isFalse();
        assertThat(shelf.anyOf(new WalletId("alice"))).isFalse();
        assertThat(shelf.anyOf(new WalletId("zoe"))).isFalse();
    }

    @Test
    void leavesTheStoreAsItWas() {
        shelf.put(thing("bob", "1"), "here");

        shelf.anyOf(new WalletId("bob"));
        shelf.anyOf(new WalletId("alice"));

        try (KeyValueIterator<Bytes, byte[]> all = rows.memory().all()) {
            KeyValue<Bytes, byte[]> only = all.next();
            assertThat(only.key).isEqualTo(Bytes.wrap("obob~1".getBytes(StandardCharsets.UTF_8)));
            assertThat(only.value).isEqualTo("here".getBytes(StandardCharsets.UTF_8));
            assertThat(all.hasNext()).isFalse();
        }
    }

    @Test
    void aSearchDoesNotPassByWhatOtherWalletsHad() {
        for (int i = 0; i < MANY; i++) {
            shelf.put(thing("wallet-" + i, "1"), "was here");
        }
        rows.writeOut();
        for (int i = 0; i < MANY; i++) {
            shelf.remove(thing("wallet-" + i, "1"));
        }
        rows.writeOut();

        assertThat(rows.passedBy(() -> assertThat(hasAny()).isFalse())).isEqualTo(MANY);
        assertThat(rows.passedBy(
                        () -> assertThat(shelf.anyOf(new WalletId("wallet-0"))).isFalse()))
                .isLessThan(10);
    }

    private boolean hasAny() {
        try (KeyValueIterator<Bytes, byte[]> all = rows.memory().all()) {
            return all.hasNext();
        }
    }

    private static Thing thing(String walletId, String name) {
        return new Thing(new WalletId(walletId), name);
    }
}
