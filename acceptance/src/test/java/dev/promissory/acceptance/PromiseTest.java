package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A promise is kept, or what was promised comes back with the reason. */
@ExtendWith(SharedPromissory.class)
class PromiseTest {

    private final Api api;

    PromiseTest(Promissory promissory) {
        this.api = promissory.api();
    }

    @Test
    void aTransferToAnOpenWalletIsKept() {
        api.deposit("kept-alice", "10.00", "EUR").expect(201);

        JsonNode outcome = api.transfer("kept-alice", "kept-bob", "4.00", "EUR")
                .expect(201)
                .json();

        JsonNode promise = resolved(outcome.get("promiseId").textValue());
        assertThat(promise.get("status").textValue()).isEqualTo("kept");
        assertThat(promise.get("from").textValue()).isEqualTo("kept-alice");
        assertThat(promise.at("/legs/0/to").textValue()).isEqualTo("kept-bob");
        assertThat(promise.at("/legs/0/amount").textValue()).isEqualTo("4.00");
        assertThat(promise.get("code").isNull()).isTrue();
        assertThat(promise.get("resolvedAt").textValue())
                .isGreaterThanOrEqualTo(promise.get("promisedAt").textValue());
        assertThat(api.total("kept-alice", "EUR")).isEqualByComparingTo("6.00");
        assertThat(api.total("kept-bob", "EUR")).isEqualByComparingTo("4.00");
    }

    @Test
    void aTransferToAFrozenWalletComesBackWithTheReason() {
        api.deposit("back-alice", "10.00", "EUR").expect(201);
        api.put("/wallets/back-frozen", "").expect(201);
        api.post("/wallets/back-frozen/freeze", "").expect(200);

        JsonNode outcome = api.transfer("back-alice", "back-frozen", "4.00", "EUR")
                .expect(201)
                .json();

        JsonNode promise = resolved(outcome.get("promiseId").textValue());
        assertThat(promise.get("status").textValue()).isEqualTo("returned");
        assertThat(promise.get("code").textValue()).isEqualTo("wallet-frozen");
        await().untilAsserted(
                        () -> assertThat(api.total("back-alice", "EUR")).isEqualByComparingTo(new BigDecimal("10.00")));
        List<String> types = api.all("/wallets/back-alice/statement").stream()
                .map(line -> line.get("type").textValue())
                .toList();
        assertThat(types).containsExactly("TransferReturned", "TransferPromised", "MoneyDeposited", "WalletOpened");
    }

    @Test
    void aReturnReachesAWalletThatWasFrozenMeanwhile() {
        api.deposit("iced-alice", "10.00", "EUR").expect(201);
        api.put("/wallets/iced-bob", "").expect(201);
        api.post("/wallets/iced-bob/freeze", "").expect(200);

        String promiseId = api.transfer("iced-alice", "iced-bob", "4.00", "EUR")
                .expect(201)
                .json()
                .get("promiseId")
                .textValue();
        api.post("/wallets/iced-alice/freeze", "").expect(200);

        assertThat(resolved(promiseId).get("status").textValue()).isEqualTo("returned");
        await().untilAsserted(() -> assertThat(api.total("iced-alice", "EUR")).isEqualByComparingTo("10.00"));
    }

    private JsonNode resolved(String promiseId) {
        return await().until(
                        () -> {
                            Api.Answer answer = api.get("/promises/" + promiseId);
                            return answer.status() == 200 ? answer.json() : null;
                        },
                        promise -> promise != null
                                && !promise.get("status").textValue().equals("pending"));
    }
}
