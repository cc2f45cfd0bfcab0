package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same command again: the same answer, one effect. */
class IdempotencyTest {

    private static final String BODY = "{\"amount\":\"5.00\",\"currency\":\"EUR\"}";

    @Test
    @ExtendWith(SharedPromissory.class)
    void concurrentDuplicatesAllGetOneAnswerAndHaveOneEffect(Promissory promissory) {
        Api api = promissory.api();

        List<CompletableFuture<Api.Answer>> asked = IntStream.range(0, 20)
                .mapToObj(i -> api.postLater("/wallets/twins/deposits", BODY, "Idempotency-Key", "once"))
                .toList();
        List<Api.Answer> answers = asked.stream().map(CompletableFuture::join).toList();

        assertThat(answers).allSatisfy(answer -> answer.expect(201));
        assertThat(answers.stream().map(IdempotencyTest::withoutReplayMark).distinct())
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.header("Idempotency-Replayed") == null))
                .hasSize(1);
        long sequence = answers.getFirst().json().get("sequence").longValue();
        JsonNode wallet =
                api.get("/wallets/twins?minSequence=" + sequence).expect(200).json();
        assertThat(wallet.at("/balances/0/total").textValue()).isEqualTo("5.00");
    }

    @Test
    @ExtendWith(SharedPromissory.class)
    void aRejectionIsRememberedThoughItWouldNowBeAccepted(Promissory promissory) {
        Api api = promissory.api();
        api.deposit("late-payer", "1.00", "EUR").expect(201);
        String first = api.post("/wallets/late-payer/withdrawals", BODY, "Idempotency-Key", "w-1")
                .expect(422)
                .json()
                .get("code")
                .textValue();
        api.deposit("late-payer", "100.00", "EUR").expect(201);

        Api.Answer again = api.post("/wallets/late-payer/withdrawals", BODY, "Idempotency-Key", "w-1");

        assertThat(first).isEqualTo("insufficient-funds");
        assertThat(again.expect(422).json().get("code").textValue()).isEqualTo(first);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    @ExtendWith(SharedPromissory.class)
    void anIdWithOtherContentIsRefused(Promissory promissory) {
        Api api = promissory.api();
        api.post("/wallets/reuser/deposits", BODY, "Idempotency-Key", "d-1").expect(201);

        Api.Answer other = api.post(
                "/wallets/reuser/deposits", "{\"amount\":\"6.00\",\"currency\":\"EUR\"}", "Idempotency-Key", "d-1");

        assertThat(other.expect(422).json().get("code").textValue()).isEqualTo("command-id-reused");
    }

    @Test
    void theAnswerOutlivesARestart(@TempDir Path data) {
        try (Promissory promissory = Promissory.run(data)) {
            Api.Answer before = promissory
                    .api()
                    .post("/wallets/elephant/deposits", BODY, "Idempotency-Key", "d-1")
                    .expect(201);
            promissory.process().terminate();
            promissory.start();

            Api.Answer after = promissory
                    .api()
                    .post("/wallets/elephant/deposits", BODY, "Idempotency-Key", "d-1")
                    .expect(201);

            assertThat(withoutReplayMark(after)).isEqualTo(withoutReplayMark(before));
            assertThat(after.header("Idempotency-Replayed")).isEqualTo("true");
            assertThat(promissory.api().total("elephant", "EUR")).isEqualByComparingTo("5.00");
        }
    }

    private static String withoutReplayMark(Api.Answer answer) {
        ObjectNode body = (ObjectNode) answer.json();
        body.remove("replayed");
        return body.toString();
    }
}
