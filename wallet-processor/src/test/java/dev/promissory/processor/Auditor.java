package dev.promissory.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Somebody who reads wallet.facts with nothing but the documents in hand: own JSON, own hashing, own sums. Knows for
 * each wallet its last hash, sequence and balances, and for each currency what must add up.
 */
final class Auditor {

    private final ObjectMapper json = new ObjectMapper();
    private final byte[] key;
    private final Map<String, String> lastHash = new HashMap<>();
    private final Map<String, Long> sequence = new HashMap<>();
    private final Map<String, BigDecimal> balances = new HashMap<>();
    private final Map<String, JsonNode> inFlight = new HashMap<>();
    private final Map<String, BigDecimal> supplied = new HashMap<>();
    private final Set<String> types = new TreeSet<>();

    Auditor(byte[] key) {
        this.key = key.clone();
    }

    void check(TestRecord<byte[], byte[]> fact) {
        String wallet = new String(fact.key(), StandardCharsets.UTF_8);
        JsonNode node = read(fact.value());
        assertThat(node.get("walletId").textValue()).isEqualTo(wallet);
        assertThat(node.get("sequence").longValue()).as("gapless").isEqualTo(sequence.getOrDefault(wallet, 0L) + 1);
        sequence.merge(wallet, 1L, Long::sum);
        checkSeal(wallet, fact);
        types.add(node.get("type").textValue());
        book(wallet, node);
    }

    /** deposited - withdrawn = balances + in flight, for every currency. */
    void checkBalance() {
        Map<String, BigDecimal> found = new HashMap<>();
        balances.forEach((account, amount) -> {
            assertThat(amount).as(account).isNotNegative();
            found.merge(account.substring(account.indexOf('/') + 1), amount, BigDecimal::add);
        });
        inFlight.values()
                .forEach(promise -> promise.get("legs")
                        .forEach(leg -> found.merge(leg.get("currency").textValue(), amount(leg), BigDecimal::add)));
        supplied.forEach((currency, amount) -> assertThat(found.get(currency))
                .as(currency)
                .usingComparator(BigDecimal::compareTo)
                .isEqualTo(amount));
    }

    Set<String> typesSeen() {
        return types;
    }

    Set<String> promisesInFlight() {
        return inFlight.keySet();
    }

    private void checkSeal(String wallet, TestRecord<byte[], byte[]> fact) {
        String previous = lastHash.getOrDefault(wallet, "00".repeat(32));
        assertThat(StewardScenario.header(fact, "previous-hash")).isEqualTo(previous);
        byte[] hash = sha256(HexFormat.of().parseHex(previous), fact.value());
        assertThat(StewardScenario.header(fact, "fact-hash"))
                .isEqualTo(HexFormat.of().formatHex(hash));
        assertThat(StewardScenario.header(fact, "fact-mac"))
                .isEqualTo(HexFormat.of().formatHex(hmac(hash)));
        lastHash.put(wallet, HexFormat.of().formatHex(hash));
    }

    private void book(String wallet, JsonNode fact) {
        switch (fact.get("type").textValue()) {
            case "MoneyDeposited" -> {
                supply(fact, amount(fact));
                move(wallet, fact, amount(fact), fact);
            }
            case "MoneyWithdrawn" -> {
                supply(fact, amount(fact).negate());
                move(wallet, fact, amount(fact).negate(), fact);
            }
            case "TransferPromised" -> {
                JsonNode leg = fact.get("legs").get(0);
                move(wallet, leg, amount(leg).negate(), fact.get("balances").get(0));
                inFlight.put(fact.get("promiseId").textValue(), fact);
            }
            case "TransferReceived" -> {
                assertThat(inFlight.remove(fact.get("promiseId").textValue())).isNotNull();
                move(wallet, fact, amount(fact), fact);
            }
            case "TransferReturned" -> {
                JsonNode leg = fact.get("legs").get(0);
                assertThat(inFlight.remove(fact.get("promiseId").textValue())).isNotNull();
                move(wallet, leg, amount(leg), fact.get("balances").get(0));
            }
            default -> assertThat(fact.has("total")).as("moves no money").isFalse();
        }
    }

    private void supply(JsonNode money, BigDecimal amount) {
        supplied.merge(money.get("currency").textValue(), amount, BigDecimal::add);
    }

    private void move(String wallet, JsonNode money, BigDecimal amount, JsonNode stated) {
        String account = wallet + "/" + money.get("currency").textValue();
        BigDecimal total = balances.merge(account, amount, BigDecimal::add);
        assertThat(new BigDecimal(stated.get("total").textValue())).as(account).isEqualByComparingTo(total);
    }

    private static BigDecimal amount(JsonNode money) {
        return new BigDecimal(money.get("amount").textValue());
    }

    private JsonNode read(byte[] value) {
        try {
            return json.readTree(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(first);
            return digest.digest(second);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] hmac(byte[] hash) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
