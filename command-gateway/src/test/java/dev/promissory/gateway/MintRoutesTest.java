package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import dev.promissory.domain.Rejection;
import dev.promissory.mint.protocol.MintCommand;
import dev.promissory.mint.protocol.MintOutcome;
import dev.promissory.mint.protocol.MintRefusal;
import dev.promissory.mint.protocol.Totals;
import dev.promissory.protocol.HeaderNames;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MintRoutesTest {

    private static final String EXERCISE = "/api/magic-money/mint";
    private static final String BODY = "{\"currency\":\"BTC\",\"amount\":100}";
    private static final String AMOUNT = "{\"amount\":\"100\"}";

    private final RunningGateway gateway = new RunningGateway().mint(command -> accepted(command, false));

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void mintsByTheExercisesRoute() throws Exception {
        HttpResponse<String> response = gateway.post(EXERCISE, BODY, "Idempotency-Key", "m-1");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"done\":true}");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("Idempotency-Key")).hasValue("m-1");
        assertThat(sent()).isEqualTo("{'v':1,'type':'Mint','commandId':'m-1','currency':'BTC','amount':'100'}");
        ProducerRecord<byte[], byte[]> record = gateway.commands.sent.getFirst();
        assertThat(record.topic()).isEqualTo("mint.commands");
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("BTC");
        assertThat(RunningGateway.header(record, HeaderNames.REPLY_PARTITION))
                .isEqualTo(Integer.toString(FakeOutcomes.PARTITION));
        assertThat(RunningGateway.header(record, HeaderNames.REQUEST_ID)).isNotBlank();
    }

    @Test
    void makesUpAnIdWhereThereIsNone() throws Exception {
        HttpResponse<String> response = gateway.post(EXERCISE, BODY);

        String id = response.headers().firstValue("Idempotency-Key").orElseThrow();
        assertThat(RunningGateway.mintCommand(gateway.commands.sent.getFirst()).commandId())
                .hasToString(id);
    }

    @Test
    void keepsEveryDigit() throws Exception {
        gateway.post(EXERCISE, "{\"currency\":\"ETH\",\"amount\":0.123456789012345678}");

        assertThat(sent()).contains("'amount':'0.123456789012345678'");
    }

    @Test
    void mintsWithTheOutcomeAsTheAnswer() throws Exception {
        HttpResponse<String> response = gateway.post("/mint/BTC", AMOUNT, "Idempotency-Key", "m-1");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/mint/BTC");
        assertThat(response.headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(response.body().replace('"', '\''))
                .isEqualTo("{'v':1,'commandId':'m-1','currency':'BTC','status':'accepted','sequence':2,'issued':'100',"
                        + "'issuing':'0','given':'0','giving':'0','remaining':'100','cap':null}");
        assertThat(sent()).isEqualTo("{'v':1,'type':'Mint','commandId':'m-1','currency':'BTC','amount':'100'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"{'cap':'1000'} | '1000'", "{'cap':1000} | '1000'", "{'cap':null} | null"})
    void setsACapOrTakesItAway(String body, String cap) throws Exception {
        HttpResponse<String> response = gateway.put("/mint/BTC/cap", body.replace('\'', '"'), "Idempotency-Key", "c-1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(RunningGateway.json(response.body()).get("status").asText()).isEqualTo("accepted");
        assertThat(sent()).isEqualTo("{'v':1,'type':'SetCap','commandId':'c-1','currency':'BTC','cap':" + cap + "}");
    }

    @Test
    void saysWithItsOwnStatusWhyTheMintRefuses() throws Exception {
        gateway.mint(command -> rejected(command, MintRefusal.CAP_EXCEEDED, false));
        JsonNode problem = RunningGateway.problem(gateway.post("/mint/BTC", AMOUNT), 422, "cap-exceeded");
        assertThat(problem.get("field").asText()).isEqualTo("amount");
        assertThat(problem.get("currency").asText()).isEqualTo("BTC");
        assertThat(problem.get("sequence").asLong()).isEqualTo(6);

        gateway.mint(command -> rejected(command, MintRefusal.of(Rejection.WALLET_FROZEN), false));
        RunningGateway.problem(gateway.post("/mint/BTC", AMOUNT), 409, "wallet-frozen");
        RunningGateway.problem(gateway.put("/mint/BTC/cap", "{\"cap\":null}"), 409, "wallet-frozen");
    }

    @Test
    void answersEveryRefusalWith400ByTheExercisesRoute() throws Exception {
        gateway.mint(command -> rejected(command, MintRefusal.CAP_EXCEEDED, false));
        RunningGateway.problem(gateway.post(EXERCISE, BODY), 400, "cap-exceeded");

        gateway.mint(command -> rejected(command, MintRefusal.of(Rejection.COMMAND_ID_REUSED), false));
        RunningGateway.problem(gateway.post(EXERCISE, BODY), 400, "command-id-reused");
    }

    @ParameterizedTest
    @ValueSource(strings = {EXERCISE, "/mint/BTC"})
    void marksAReplay(String path) throws Exception {
        HttpResponse<String> accepted =
                gateway.mint(command -> accepted(command, true)).post(path, bodyFor(path));
        HttpResponse<String> rejected = gateway.mint(command -> rejected(command, MintRefusal.CAP_EXCEEDED, true))
                .post(path, bodyFor(path));

        assertThat(accepted.statusCode()).isLessThan(300);
        assertThat(accepted.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(rejected.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(rejected.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "POST | /api/magic-money/mint | {'amount':100}                              | currency",
                "POST | /api/magic-money/mint | {'currency':'BTC'}                          | amount",
                "POST | /api/magic-money/mint | {'currency':'BTC','amount':null}            | amount",
                "POST | /api/magic-money/mint | {'currency':'BTC','amount':'x'}             | amount",
                "POST | /api/magic-money/mint | {'currency':'btc','amount':1}               | currency",
                "POST | /api/magic-money/mint | {'currency':7,'amount':1}                   | currency",
                "POST | /api/magic-money/mint | {'currency':'BTC','amount':1,'walletId':''} | walletId",
                "POST | /api/magic-money/mint | {'currency':'BTC','amount':1e300}           | amount",
                "POST | /api/magic-money/mint | {'currency':'BTC','amount':12e199}          | amount",
                "POST | /mint/BTC             | {}                                          | amount",
                "POST | /mint/BTC             | {'amount':true}                             | amount",
                "POST | /mint/BTC             | {'amount':1,'currency':'BTC'}               | currency",
                "POST | /mint/BTC             | {'amount':1,'commandId':'m-1'}              | commandId",
                "POST | /mint/BTC             | {'amount':1,'type':'SetCap'}                | type",
                "POST | /mint/BTC             | {'amount':1,'cap':1}                        | cap",
                "PUT  | /mint/BTC/cap         | {}                                          | cap",
                "PUT  | /mint/BTC/cap         | {'cap':'x'}                                 | cap",
                "PUT  | /mint/BTC/cap         | {'cap':1,'amount':1}                        | amount"
            })
    void refusesABodyItCannotRead(String method, String path, String body, String field) throws Exception {
        String json = body.replace('\'', '"');
        HttpResponse<String> response = method.equals("PUT") ? gateway.put(path, json) : gateway.post(path, json);

        JsonNode problem = RunningGateway.problem(response, 400, "malformed-command");
        assertThat(problem.get("field").asText()).isEqualTo(field);
        assertThat(gateway.commands.sent).isEmpty();
    }

    @Test
    void refusesWhatIsNoRequest() throws Exception {
        RunningGateway.problem(gateway.post(EXERCISE, "{"), 400, "malformed-command");
        RunningGateway.problem(gateway.put("/mint/BTC/cap", ""), 400, "malformed-command");
        RunningGateway.problem(gateway.post("/mint/btc", AMOUNT), 400, "bad-currency");
        RunningGateway.problem(gateway.put("/mint/B/cap", "{\"cap\":1}"), 400, "bad-currency");
        RunningGateway.problem(gateway.post(EXERCISE, BODY, "Idempotency-Key", "a b"), 400, "bad-idempotency-key");
        RunningGateway.problem(gateway.post("/mint/BTC", AMOUNT, "Idempotency-Key", ""), 400, "bad-idempotency-key");
        assertThat(gateway.commands.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {EXERCISE, "/mint/BTC"})
    void saysNeitherDoneNorFailedWhenItDoesNotKnow(String path) throws Exception {
        try (RunningGateway impatient = new RunningGateway(Duration.ofMillis(100), 10)) {
            HttpResponse<String> response = impatient.post(path, bodyFor(path), "Idempotency-Key", "m-1");

            assertThat(response.statusCode()).isEqualTo(202);
            assertThat(response.headers().firstValue("Location")).hasValue("/mint/BTC");
            assertThat(response.body().replace('"', '\''))
                    .isEqualTo("{'status':'unknown','currency':'BTC','commandId':'m-1','location':'/mint/BTC'}");
        }
    }

    @Test
    void doesNotWaitForTheMintWhenAskedNotTo() throws Exception {
        gateway.commands.on(FakeCommands::acknowledge);

        HttpResponse<String> response = gateway.post("/mint/BTC", AMOUNT, "Prefer", "respond-async");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Preference-Applied")).hasValue("respond-async");
        assertThat(RunningGateway.json(response.body()).get("status").asText()).isEqualTo("recorded");
    }

    @ParameterizedTest
    @CsvSource({"ETH, m-1", "BTC, m-2"})
    void isNotTakenInByTheAnswerToAnotherCommand(String currency, String commandId) throws Exception {
        MintCommand other = new MintCommand.SetCap(new Currency(currency), new CommandId(commandId), Optional.empty());
        try (RunningGateway impatient = new RunningGateway(Duration.ofMillis(500), 10)) {
            impatient.mint(command -> accepted(other, false));

            assertThat(impatient
                            .post("/mint/BTC", AMOUNT, "Idempotency-Key", "m-1")
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void saysThatKafkaIsAway() throws Exception {
        gateway.commands.on(FakeCommands.refuse(new TimeoutException("no metadata")));

        RunningGateway.problem(gateway.post(EXERCISE, BODY), 503, "kafka-unavailable");
        RunningGateway.problem(gateway.post("/mint/BTC", AMOUNT), 503, "kafka-unavailable");
    }

    /** A mint that does not answer, or is not there at all, keeps nobody from the wallets. */
    @Test
    void hasRoomOfItsOwn() throws Exception {
        try (RunningGateway full = new RunningGateway(Duration.ofSeconds(20), 1)) {
            CompletableFuture<HttpResponse<String>> waiting = full.postLater("/mint/BTC", AMOUNT);
            await().until(() -> full.commands.sent.size() == 1);

            RunningGateway.problem(full.post("/mint/BTC", AMOUNT), 503, "too-many-in-flight");
            assertThat(full.gateway.health().details()).containsEntry("mintInFlight", 1);
            assertThat(full.metrics.scrape()).contains("gateway_commands_in_flight 1.0");
            full.steward(Answers::accepted);
            assertThat(full.post("/wallets/alice/freeze", "").statusCode()).isEqualTo(200);

            full.gateway.close();
            assertThat(waiting.get().statusCode()).isEqualTo(202);
            RunningGateway.problem(full.post("/mint/BTC", AMOUNT), 503, "kafka-unavailable");
            assertThat(full.commands.closed()).isTrue();
            assertThat(full.mintOutcomes.closed()).isTrue();
            assertThat(full.fatal.future()).isNotDone();
        }
    }

    @Test
    void isNotReadyWhenTheMintIsNotHeard() {
        KafkaException cause = new KafkaException("cannot go on");
        assertThat(gateway.gateway.health().ready()).isTrue();

        gateway.mintOutcomes.breakWith(cause);

        await().until(() -> !gateway.gateway.health().ready());
        assertThat(gateway.fatal.future().join().cause()).isSameAs(cause);
        assertThat(gateway.gateway.health().details())
                .containsEntry("listening", true)
                .containsEntry("mintListening", false)
                .containsEntry("mintOutcomePartition", FakeOutcomes.PARTITION);
    }

    @Test
    void countsByTypeAndAnswer() throws Exception {
        gateway.post("/mint/BTC", AMOUNT);
        gateway.mint(command -> rejected(command, MintRefusal.CAP_EXCEEDED, false))
                .post(EXERCISE, BODY);

        assertThat(gateway.metrics.scrape())
                .contains("gateway_commands_seconds_count{answer=\"accepted\",type=\"Mint\"} 1")
                .contains("gateway_commands_seconds_count{answer=\"rejected\",type=\"Mint\"} 1");
    }

    private String sent() {
        assertThat(gateway.commands.sent).hasSize(1);
        return new String(gateway.commands.sent.getFirst().value(), StandardCharsets.UTF_8).replace('"', '\'');
    }

    private static String bodyFor(String path) {
        return path.equals(EXERCISE) ? BODY : AMOUNT;
    }

    private static MintOutcome accepted(MintCommand command, boolean replayed) {
        Money hundred = new Money(command.currency(), new BigDecimal("100"));
        Money zero = Money.zero(command.currency());
        Totals totals = new Totals(hundred, zero, zero, zero, Optional.empty());
        return new MintOutcome.Accepted(command.currency(), command.commandId(), 2, totals, replayed);
    }

    private static MintOutcome rejected(MintCommand command, MintRefusal refusal, boolean replayed) {
        return new MintOutcome.Rejected(
                command.currency(), command.commandId(), 6, refusal, refusal.sentence(), replayed);
    }
}
