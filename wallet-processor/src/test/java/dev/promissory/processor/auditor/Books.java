package dev.promissory.processor.auditor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;

/**
 * What anybody can check who reads wallet.facts and nothing else: each wallet's facts have no gap, each builds on the one
 * before and is sealed, and in each currency deposited - withdrawn = balances + in flight, after every record.
 */
final class Books {

    private final Seals seals;
    private final Map<String, String> hashes = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, BigInteger> balances = new HashMap<>();
    private final Map<String, BigInteger> inFlight = new HashMap<>();
    private final Map<String, BigInteger> supplied = new HashMap<>();

    Books(Seals seals) {
        this.seals = seals;
    }

    void enter(TestRecord<byte[], byte[]> record) {
        ObjectNode fact = Wire.read(record.value());
        String wallet = fact.get("walletId").textValue();
        assertThat(record.key()).isEqualTo(Wire.text(wallet));
        assertThat(fact.get("sequence").longValue()).as("gapless").isEqualTo(sequences.merge(wallet, 1L, Long::sum));
        String previous = hashes.getOrDefault(wallet, Seals.NO_FACT);
        String hash = seals.hash(previous, record.value());
        assertThat(Wire.header(record, "previous-hash")).isEqualTo(previous);
        assertThat(Wire.header(record, "fact-hash")).isEqualTo(hash);
        assertThat(Wire.header(record, "fact-mac")).isEqualTo(seals.macOf(hash));
        hashes.put(wallet, hash);
        move(wallet, fact);
    }

    void checkConservation() {
        Map<String, BigInteger> found = new HashMap<>(inFlight);
        balances.forEach((purse, total) -> found.merge(purse.split("/")[1], total, BigInteger::add));
        supplied.forEach((currency, amount) -> assertThat(found.get(currency))
                .as("what there is of %s", currency)
                .isEqualTo(amount));
    }

    void checkNothingInFlight() {
        assertThat(inFlight.values()).as("in flight").allMatch(amount -> amount.signum() == 0);
    }

    private void move(String wallet, ObjectNode fact) {
        JsonNode stated = fact.has("total") ? Wire.JSON.createArrayNode().add(fact) : fact.path("balances");
        stated.forEach(balance -> balances.put(
                wallet + "/" + balance.get("currency").textValue(),
                Units.of(balance.get("total").textValue())));
        JsonNode moved = fact.has("legs")
                ? fact.get("legs")
                : Wire.JSON.createArrayNode().add(fact);
        switch (fact.get("type").textValue()) {
            case "MoneyDeposited" -> add(supplied, moved, 1);
            case "MoneyWithdrawn" -> add(supplied, moved, -1);
            case "TransferPromised", "TransferReserved" -> add(inFlight, moved, 1);
            case "TransferReceived", "TransferReturned" -> add(inFlight, moved, -1);
            default -> {}
        }
    }

    private static void add(Map<String, BigInteger> sums, JsonNode moneys, int sign) {
        moneys.forEach(money -> sums.merge(
                money.get("currency").textValue(),
                Units.of(money.get("amount").textValue()).multiply(BigInteger.valueOf(sign)),
                BigInteger::add));
    }
}
