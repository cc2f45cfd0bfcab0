package dev.promissory.mint.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.protocol.Json;
import dev.promissory.steward.Asker;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Commands that the mint has taken and not answered yet, because their money is on its way, and everybody who waits for
 * the answer: who sends the command again meanwhile waits with the first.
 */
record PendingCommands(KeyValueStore<Bytes, byte[]> store) {

    static final String NAME = "pending-commands";

    /** More than ever wait for one command in earnest; who comes later finds the answer by asking again. */
    private static final int MAX_ASKERS = 100;

    /** @param fingerprint of the command */
    record Pending(byte[] fingerprint, List<Asker> askers) {
        Pending {
            askers = List.copyOf(askers);
        }
    }

    static StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(NAME), Serdes.Bytes(), Serdes.ByteArray());
    }

    Optional<Pending> find(Currency currency, CommandId commandId) {
        return Optional.ofNullable(store.get(key(currency, commandId))).map(PendingCommands::read);
    }

    void add(Currency currency, CommandId commandId, byte[] fingerprint, Asker asker) {
        List<Asker> askers =
                new ArrayList<>(find(currency, commandId).map(Pending::askers).orElseGet(List::of));
        if (askers.size() < MAX_ASKERS) {
            askers.add(asker);
        }
        store.put(key(currency, commandId), write(fingerprint, askers));
    }

    void remove(Currency currency, CommandId commandId) {
        store.delete(key(currency, commandId));
    }

    private static byte[] write(byte[] fingerprint, List<Asker> askers) {
        ObjectNode row = Json.object().put("fingerprint", base64(fingerprint));
        ArrayNode list = row.putArray("askers");
        for (Asker asker : askers) {
            ObjectNode headers = list.addObject();
            for (Header header : asker.headers()) {
                headers.put(header.key(), header.value() == null ? null : base64(header.value()));
            }
        }
        return Json.write(row);
    }

    private static Pending read(byte[] bytes) {
        ObjectNode row = Json.readObject(bytes);
        List<Asker> askers = new ArrayList<>();
        for (JsonNode each : row.withArray("askers")) {
            Headers headers = new RecordHeaders();
            each.properties().forEach(field -> headers.add(field.getKey(), bytes(field.getValue())));
            askers.add(Asker.of(headers));
        }
        return new Pending(bytes(row.get("fingerprint")), askers);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(JsonNode text) {
        return text.isNull() ? null : Base64.getDecoder().decode(text.textValue());
    }

    /** A tilde cannot occur in a currency code, so no two commands share a key. */
    private static Bytes key(Currency currency, CommandId commandId) {
        return Bytes.wrap((currency.code() + '~' + commandId).getBytes(StandardCharsets.UTF_8));
    }
}
