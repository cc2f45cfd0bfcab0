package dev.promissory.mint.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.CommandId;
import dev.promissory.mint.service.OpenAsk.OpenGift;
import dev.promissory.mint.service.OpenAsk.OpenIssue;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** What the mint has sent on its way and not heard of again, by the id the wallets know it under. */
record OpenAskStore(KeyValueStore<Bytes, byte[]> store) {

    static final String NAME = "open-asks";

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(NAME), Serdes.Bytes(), Serdes.ByteArray());
    }

    Optional<OpenAsk> find(CommandId id) {
        return Optional.ofNullable(store.get(key(id))).map(row -> read(id, new Fields(Json.readObject(row))));
    }

    void open(OpenAsk ask) {
        ObjectNode row = Json.object()
                .put("amount", ask.money().plain())
                .put("currency", ask.money().currency().code());
        switch (ask) {
            case OpenIssue issue -> row.put("commandId", issue.commandId().value());
            case OpenGift gift -> row.put("to", gift.to().value());
        }
        store.put(key(ask.id()), Json.write(row));
    }

    void close(OpenAsk ask) {
        store.delete(key(ask.id()));
    }

    private static OpenAsk read(CommandId id, Fields row) {
        return row.optionalText("to").isPresent()
                ? new OpenGift(id, row.walletId("to"), row.movedMoney())
                : new OpenIssue(id, row.commandId("commandId"), row.movedMoney());
    }

    private static Bytes key(CommandId id) {
        return Bytes.wrap(id.value().getBytes(StandardCharsets.UTF_8));
    }
}
