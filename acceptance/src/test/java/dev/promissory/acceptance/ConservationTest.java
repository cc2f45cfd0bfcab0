package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Money moves, and at every moment anybody looks there is as much of it as before. */
@ExtendWith(SharedPromissory.class)
class ConservationTest {

    private static final String CURRENCY = "CONS";
    private static final int WALLETS = 10;
    private static final int TRANSFERS = 200;

    private final Api api;

    ConservationTest(Promissory promissory) {
        this.api = promissory.api();
    }

    @Test
    void twoHundredConcurrentTransfersAmongTenWalletsKeepTheTotal() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < WALLETS; i++) {
            api.deposit("cons-" + i, "100", CURRENCY).expect(201);
        }
        await().untilAsserted(() -> assertTotal("1000"));

        CompletableFuture<?> transfers = CompletableFuture.allOf(IntStream.range(0, TRANSFERS)
                .mapToObj(i -> {
                    int from = random.nextInt(WALLETS);
                    int to = (from + 1 + random.nextInt(WALLETS - 1)) % WALLETS;
                    String amount = random.nextInt(1, 50) + "." + random.nextInt(1, 10);
                    return api.postLater(
                                    "/wallets/cons-" + from + "/transfers",
                                    Api.transferBody("cons-" + to, amount, CURRENCY))
                            .thenAccept(answer -> assertThat(answer.status()).isIn(201, 422));
                })
                .toArray(CompletableFuture<?>[]::new));
        List<BigDecimal> inFlight = new ArrayList<>();
        while (!transfers.isDone()) {
            inFlight.add(assertTotal("1000"));
        }
        transfers.join();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(assertTotal("1000")).isZero());
        assertThat(inFlight).isNotEmpty();
        BigDecimal sum = IntStream.range(0, WALLETS)
                .mapToObj(i -> api.total("cons-" + i, CURRENCY))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo("1000");
    }

    /** What is in flight, after checking that nothing is missing or doubled. */
    private BigDecimal assertTotal(String deposited) {
        JsonNode row = api.supply(CURRENCY);
        assertThat(row).isNotNull();
        assertThat(decimal(row, "deposited")).isEqualByComparingTo(deposited);
        assertThat(decimal(row, "balances").add(decimal(row, "inFlight"))).isEqualByComparingTo(deposited);
        assertThat(row.get("conserved").booleanValue()).isTrue();
        return decimal(row, "inFlight");
    }

    private static BigDecimal decimal(JsonNode row, String field) {
        return new BigDecimal(row.get(field).textValue());
    }
}
