package dev.promissory.mint.service;

import dev.promissory.domain.Currency;
import dev.promissory.mint.protocol.MintFact;
import dev.promissory.mint.protocol.MintFactJson;
import dev.promissory.mint.protocol.MintedCurrency;
import dev.promissory.protocol.FactSeal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The currencies of one partition. A row is the hash of the last fact and the fact itself, which states all there is. */
record CurrencyStore(KeyValueStore<Bytes, byte[]> store) {

    static final String NAME = "currencies";

    /** A currency, and the hash its next fact builds on. */
    record Row(MintedCurrency currency, byte[] lastHash) {}

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(NAME), Serdes.Bytes(), Serdes.ByteArray());
    }

    Row load(Currency currency) {
        byte[] row = store.get(key(currency));
        if (row == null) {
            return new Row(MintedCurrency.unknown(currency), FactSeal.noPreviousHash());
        }
        MintFact last = MintFactJson.read(Arrays.copyOfRange(row, FactSeal.HASH_BYTES, row.length));
        MintedCurrency known =
                new MintedCurrency(currency, last.sequence(), last.head().at(), last.totals());
        return new Row(known, Arrays.copyOf(row, FactSeal.HASH_BYTES));
    }

    void save(byte[] hash, MintFact last, byte[] value) {
        byte[] row = ByteBuffer.allocate(hash.length + value.length)
                .put(hash)
                .put(value)
                .array();
        store.put(key(last.currency()), row);
    }

    private static Bytes key(Currency currency) {
        return Bytes.wrap(currency.code().getBytes(StandardCharsets.UTF_8));
    }
}
