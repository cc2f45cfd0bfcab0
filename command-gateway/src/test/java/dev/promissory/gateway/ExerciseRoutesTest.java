package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.domain.Command.Deposit;
import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.Rejection;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExerciseRoutesTest {

    private static final String BODY = "{\"cryptocurrency\":\"BTC\",\"amount\":1.5,\"walletId\":\"bob\"}";
    private static final String NO_RECEIVER = "{\"cryptocurrency\":\"BTC\",\"amount\":1.5}";

    private final RunningGateway gateway = new RunningGateway().steward(Answers::accepted);

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void deposits() throws Exception {
        HttpResponse<String> response = gateway.post("/api/deposit/alice", NO_RECEIVER, "Idempotency-Key", "d-1");

        assertDone(response);
        assertThat(response.headers().firstValue("Idempotency-Key")).hasValue("d-1");
        Deposit deposit = (Deposit) gateway.onlyCommand();
        assertThat(deposit.walletId()).hasToString("alice");
        assertThat(deposit.commandId()).hasToString("d-1");
        assertThat(deposit.money().currency()).isEqualTo("BTC");
        assertThat(deposit.money().amount()).isEqualTo("1.5");
    }

    @Test
    void depositsAlsoWithTheOtherRoutesField() throws Exception {
        assertDone(gateway.post("/api/deposit/alice", BODY));
        assertThat(gateway.onlyCommand().walletId()).hasToString("alice");
    }

    @Test
    void sends() throws Exception {
        assertDone(gateway.post("/api/send/alice", BODY));

        Transfer transfer = (Transfer) gateway.onlyCommand();
        assertThat(transfer.walletId()).hasToString("alice");
        assertThat(transfer.legs()).hasSize(1);
        assertThat(transfer.legs().getFirst().to()).hasToString("bob");
        assertThat(transfer.legs().getFirst().money().amount()).isEqualTo("1.5");
    }

    @Test
    void keepsEveryDigit() throws Exception {
        gateway.post("/api/deposit/alice", "{\"cryptocurrency\":\"ETH\",\"amount\":0.123456789012345678}");

        assertThat(((Deposit) gateway.onlyCommand()).money().amount()).isEqualTo("0.123456789012345678");
    }

    @ParameterizedTest
    @EnumSource(Rejection.class)
    void answersEveryRefusalWith400(Rejection rejection) throws Exception {
        gateway.steward(command -> Answers.rejected(command, rejection));

        RunningGateway.problem(gateway.post("/api/deposit/alice", NO_RECEIVER), 400, rejection.code());
        JsonNode problem = RunningGateway.problem(gateway.post("/api/send/alice", BODY), 400, rejection.code());
        assertThat(problem.get("walletId").asText()).isEqualTo("alice");
        assertThat(problem.get("sequence").asLong()).isEqualTo(6);
    }

    @Test
    void namesFieldsAsTheExerciseDoes() throws Exception {
        gateway.steward(command -> Answers.rejected(command, Rejection.TRANSFER_TO_SELF));
        assertThat(RunningGateway.problem(gateway.post("/api/send/alice", BODY), 400, "transfer-to-self")
                        .get("field")
                        .asText())
                .isEqualTo("walletId");

        gateway.steward(command -> Answers.rejected(command, Rejection.INVALID_CURRENCY));
        assertThat(RunningGateway.problem(gateway.post("/api/send/alice", BODY), 400, "invalid-currency")
                        .get("field")
                        .asText())
                .isEqualTo("cryptocurrency");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "send    | {'cryptocurrency':'BTC','amount':1.5}                  | walletId",
                "send    | {'cryptocurrency':'BTC','amount':1.5,'walletId':null}  | walletId",
                "send    | {'cryptocurrency':'BTC','amount':1.5,'walletId':''}    | walletId",
                "send    | {'cryptocurrency':'BTC','amount':1.5,'walletId':7}     | walletId",
                "send    | {'amount':1.5,'walletId':'bob'}                        | cryptocurrency",
                "send    | {'cryptocurrency':7,'amount':1.5,'walletId':'bob'}     | cryptocurrency",
                "send    | {'cryptocurrency':'BTC','walletId':'bob'}              | amount",
                "send    | {'cryptocurrency':'BTC','amount':'x','walletId':'bob'} | amount",
                "send    | {'cryptocurrency':'BTC','amount':1,'walletId':'b','legs':[]} | legs",
                "deposit | {'cryptocurrency':'BTC'}                               | amount",
                "deposit | {'amount':1}                                           | cryptocurrency",
                "deposit | {'cryptocurrency':'BTC','amount':{}}                   | amount",
                "deposit | {'cryptocurrency':'BTC','amount':1,'currency':'BTC'}   | currency",
                "deposit | {}                                                     | cryptocurrency"
            })
    void refusesABodyItCannotRead(String route, String body, String field) throws Exception {
        HttpResponse<String> response = gateway.post("/api/" + route + "/alice", body.replace('\'', '"'));

        JsonNode problem = RunningGateway.problem(response, 400, "malformed-command");
        assertThat(problem.get("field").asText()).isEqualTo(field);
        assertThat(gateway.commands.sent).isEmpty();
    }

    @Test
    void refusesIllFormedIds() throws Exception {
        RunningGateway.problem(gateway.post("/api/send/-", BODY), 400, "bad-wallet-id");
        RunningGateway.problem(
                gateway.post("/api/send/alice", BODY, "Idempotency-Key", "a b"), 400, "bad-idempotency-key");
    }

    @Test
    void marksAReplay() throws Exception {
        HttpResponse<String> accepted = gateway.steward(Answers::replayed).post("/api/send/alice", BODY);
        HttpResponse<String> rejected = gateway.steward(
                        command -> Answers.rejected(command, Rejection.INSUFFICIENT_FUNDS, true))
                .post("/api/send/alice", BODY);

        assertDone(accepted);
        assertThat(accepted.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(rejected.statusCode()).isEqualTo(400);
        assertThat(rejected.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void saysNeitherDoneNorFailedWhenItDoesNotKnow() throws Exception {
        try (RunningGateway impatient = new RunningGateway(Duration.ofMillis(100), 10)) {
            HttpResponse<String> response = impatient.post("/api/send/alice", BODY, "Idempotency-Key", "s-1");

            assertThat(response.statusCode()).isEqualTo(202);
            assertThat(response.headers().firstValue("Location")).hasValue("/wallets/alice/commands/s-1");
            assertThat(RunningGateway.json(response.body()).get("status").asText())
                    .isEqualTo("unknown");
        }
    }

    @Test
    void saysThatKafkaIsAway() throws Exception {
        gateway.commands.on(FakeCommands.refuse(new TimeoutException("no metadata")));

        RunningGateway.problem(gateway.post("/api/send/alice", BODY), 503, "kafka-unavailable");
    }

    private static void assertDone(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"done\":true}");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    }
}
