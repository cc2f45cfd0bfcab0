package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The exercise's own walk over its own routes, with the faults it is known for. */
@ExtendWith(SharedPromissory.class)
class ExerciseWalkTest {

    private final Api api;

    ExerciseWalkTest(Promissory promissory) {
        this.api = promissory.api();
    }

    @Test
    void depositsTwoCurrenciesSendsAndShowsBothSidesRight() {
        assertThat(deposit("walk-alice", "BTC", "1.5").json().toString()).isEqualTo("{\"done\":true}");
        deposit("walk-alice", "ETH", "20");
        api.post("/api/send/walk-alice", "{\"cryptocurrency\":\"BTC\",\"amount\":0.25,\"walletId\":\"walk-bob\"}")
                .expect(200);

        await().untilAsserted(
                        () -> assertThat(amount(balance("walk-bob"), "BTC")).isEqualByComparingTo("0.25"));
        JsonNode alice = balance("walk-alice");
        assertThat(alice.get("owner").textValue()).isEqualTo("walk-alice");
        assertThat(amount(alice, "BTC")).isEqualByComparingTo("1.25");
        assertThat(amount(alice, "ETH")).isEqualByComparingTo("20");

        JsonNode shown = api.get("/api/show").expect(200).json();
        assertThat(shown.isArray()).isTrue();
        assertThat(shown).anySatisfy(wallet -> assertThat(wallet).isEqualTo(balance("walk-bob")));
    }

    @Test
    void showsTinyAmountsToTheLastDigit() {
        deposit("walk-tiny", "BTC", "0.000000000000000001");
        deposit("walk-tiny", "BTC", "12345678901234567890");

        await().untilAsserted(() -> assertThat(api.get("/api/balance/walk-tiny").text())
                .contains("\"amount\":12345678901234567890.000000000000000001"));
    }

    @Test
    void refusesASendThatIsNotCoveredOrGoesToNobody() {
        deposit("walk-poor", "BTC", "1");

        api.post("/api/send/walk-poor", "{\"cryptocurrency\":\"BTC\",\"amount\":2,\"walletId\":\"walk-bob\"}")
                .expect(400);
        api.post("/api/send/walk-poor", "{\"cryptocurrency\":\"BTC\",\"amount\":1}")
                .expect(400);

        assertThat(api.total("walk-poor", "BTC")).isEqualByComparingTo("1");
    }

    private Api.Answer deposit(String wallet, String currency, String amount) {
        return api.post("/api/deposit/" + wallet, "{\"cryptocurrency\":\"" + currency + "\",\"amount\":" + amount + "}")
                .expect(200);
    }

    private JsonNode balance(String wallet) {
        return api.get("/api/balance/" + wallet).expect(200).json();
    }

    private static BigDecimal amount(JsonNode wallet, String type) {
        for (JsonNode balance : wallet.get("balances")) {
            if (balance.get("type").textValue().equals(type)) {
                return balance.get("amount").decimalValue();
            }
        }
        return BigDecimal.ZERO;
    }
}
