package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Command;
import dev.promissory.domain.Rejection;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.CommandReading.Readable;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Outcome;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** To try a command: the topic carries that it is a trial, and the answer says that it was one. */
class DryRunTest {

    private static final String MONEY = "{\"amount\":\"12.50\",\"currency\":\"EUR\"}";
    private static final String TRADE =
            "'with':'desk','sell':{'amount':1,'currency':'EUR'}," + "'buy':{'amount':2,'currency':'USD'},'rate':2}";
    private static final String DEPOSITS = "/wallets/alice/deposits";

    private final RunningGateway gateway = new RunningGateway();

    @BeforeEach
    void accept() {
        steward(gateway, Answers::accepted);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "POST | /wallets/alice/deposits    | {'amount':1,'currency':'EUR'}",
                "POST | /wallets/alice/withdrawals | {'amount':1,'currency':'EUR'}",
                "POST | /wallets/alice/transfers   | {'to':'b','amount':1,'currency':'EUR'}",
                "POST | /wallets/alice/freeze      | {}",
                "POST | /wallets/alice/unfreeze    | {}",
                "POST | /wallets/alice/close       | {}",
                "PUT  | /wallets/alice             | {'owner':'Alice'}",
                "POST | /wallets/alice/holds       | {'amount':1,'currency':'EUR'}",
                "POST | /wallets/alice/holds/h/capture | {}",
                "POST | /wallets/alice/holds/h/release | {}",
                "POST | /wallets/alice/schedules/alice~7/cancel | {}",
                "PUT  | /wallets/alice/overdraft-limits/EUR | {'limit':1}",
                "POST | /journals                  | {'legs':[{'from':'a','to':'b','amount':1,'currency':'EUR'}]}",
                "POST | /exchanges                 | {'from':'a',TRADE",
                "POST | /wallets/alice/exchanges   | {TRADE"
            })
    void triesEveryCommand(String method, String path, String body) throws Exception {
        String json = body.replace("TRADE", TRADE).replace('\'', '"');

        HttpResponse<String> response = method.equals("PUT")
                ? gateway.put(path + "?dryRun=true", json)
                : gateway.post(path + "?dryRun=true", json);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = RunningGateway.json(response.body());
        assertThat(answer.get("dryRun").isBoolean()).isTrue();
        assertThat(answer.get("dryRun").booleanValue()).isTrue();
        assertThat(answer.get("status").asText()).isEqualTo("accepted");
        assertThat(response.headers().firstValue("Location")).isEmpty();
        assertThat(response.headers().firstValue("ETag")).isEmpty();
        assertThat(onlySent().get("dryRun").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?dryRun=false"})
    void doesWhatIsNoTrial(String query) throws Exception {
        HttpResponse<String> response = gateway.post(DEPOSITS + query, MONEY);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.body()).doesNotContain("dryRun");
        assertThat(response.headers().firstValue("Location")).isPresent();
        assertThat(onlySent().has("dryRun")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryRun", "dryRun=", "dryRun=yes", "dryRun=TRUE", "dryRun=1", "dryRun=true&dryRun=true"})
    void doesNothingWhenItCannotTellWhetherToTry(String query) throws Exception {
        for (String path : List.of(DEPOSITS, "/api/deposit/alice", "/commands", "/mint/POINTS")) {
            JsonNode problem = RunningGateway.problem(gateway.post(path + "?" + query, MONEY), 400, "bad-parameter");
            assertThat(problem.get("field").asText()).isEqualTo("dryRun");
        }
        assertThat(gateway.commands.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dryrun", "dry_run", "dryRun ", "async"})
    void doesNothingUnderAParameterItDoesNotKnow(String name) throws Exception {
        String query = URLEncoder.encode(name, StandardCharsets.UTF_8) + "=true";
        for (String path : List.of(DEPOSITS, "/api/deposit/alice", "/commands", "/mint/POINTS")) {
            JsonNode problem = RunningGateway.problem(gateway.post(path + "?" + query, MONEY), 400, "bad-parameter");
            assertThat(problem.get("field").asText()).isEqualTo(name);
        }
        assertThat(gateway.commands.sent).isEmpty();
    }

    @Test
    void refusesADryRunInTheBody() throws Exception {
        HttpResponse<String> response = gateway.post(DEPOSITS, MONEY.replace("}", ",\"dryRun\":true}"));

        assertThat(RunningGateway.problem(response, 400, "malformed-command")
                        .get("field")
                        .asText())
                .isEqualTo("dryRun");
        assertThat(gateway.commands.sent).isEmpty();
    }

    @Test
    void saysWhyTheCommandWouldBeRejected() throws Exception {
        steward(gateway, command -> Answers.rejected(command, Rejection.INSUFFICIENT_FUNDS));

        JsonNode problem =
                RunningGateway.problem(gateway.post(DEPOSITS + "?dryRun=true", MONEY), 422, "insufficient-funds");

        assertThat(problem.get("dryRun").booleanValue()).isTrue();
        assertThat(problem.get("walletId").asText()).isEqualTo("alice");
        assertThat(problem.get("sequence").asLong()).isEqualTo(6);
    }

    @Test
    void saysThatTheCommandHasBeenExecutedAlready() throws Exception {
        steward(gateway, Answers::replayed);

        HttpResponse<String> response = gateway.post(DEPOSITS + "?dryRun=true", MONEY);

        assertThat(response.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(RunningGateway.json(response.body()).get("replayed").booleanValue())
                .isTrue();
    }

    @Test
    void waitsForTheAnswerWhateverIsPreferred() throws Exception {
        HttpResponse<String> response = gateway.post(DEPOSITS + "?dryRun=true", MONEY, "Prefer", "respond-async");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Preference-Applied")).isEmpty();
    }

    @Test
    void saysThatNothingHasChangedWhenNoAnswerComes() throws Exception {
        try (RunningGateway impatient = new RunningGateway(Duration.ofMillis(200), 100)) {
            impatient.commands.on(FakeCommands::acknowledge);

            HttpResponse<String> response = impatient.post(DEPOSITS + "?dryRun=true", MONEY);

            JsonNode problem = RunningGateway.problem(response, 503, "dry-run-unanswered");
            assertThat(problem.get("detail").asText()).contains("nothing has changed");
            assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(response.headers().firstValue("Location")).isEmpty();

            assertThat(impatient.post("/commands", line("c-1", true)).body())
                    .contains("\"not-accepted\"", "\"dry-run-unanswered\"", "\"dryRun\":true")
                    .doesNotContain("location");
        }
    }

    @Test
    void triesTheLinesOfABatchThatAskForIt() throws Exception {
        List<JsonNode> lines = lines("/commands", line("c-1", true) + "\n" + line("c-2", false));

        assertThat(lines.get(0).get("dryRun").booleanValue()).isTrue();
        assertThat(lines.get(1).has("dryRun")).isFalse();
        assertThat(gateway.commands.sent)
                .extracting(record -> Json.readObject(record.value()).has("dryRun"))
                .containsExactly(true, false);
    }

    @Test
    void triesAllLinesOfABatchWhenTheUrlAsksForIt() throws Exception {
        List<JsonNode> lines = lines("/commands?dryRun=true", line("c-1", true) + "\n" + line("c-2", false));

        assertThat(lines).allMatch(line -> line.get("dryRun").booleanValue());
        assertThat(gateway.commands.sent)
                .allMatch(
                        record -> Json.readObject(record.value()).get("dryRun").booleanValue());
    }

    @Test
    void doesNotGuessWhetherALineIsATrial() throws Exception {
        JsonNode answer = lines("/commands", line("c-1", true).replace(":true", ":\"true\""))
                .getFirst();

        assertThat(answer.get("code").asText()).isEqualTo("malformed-command");
        assertThat(answer.get("field").asText()).isEqualTo("dryRun");
        assertThat(answer.get("commandId").asText()).isEqualTo("c-1");
        assertThat(gateway.commands.sent).isEmpty();
    }

    @Test
    void triesWhatTheExerciseAsksFor() throws Exception {
        String body = "{\"cryptocurrency\":\"BTC\",\"amount\":1.5,\"walletId\":\"bob\"}";

        assertThat(gateway.post("/api/send/alice?dryRun=true", body).body())
                .isEqualTo("{\"done\":true,\"dryRun\":true}");
        assertThat(onlySent().get("dryRun").booleanValue()).isTrue();

        steward(gateway, command -> Answers.rejected(command, Rejection.INSUFFICIENT_FUNDS));
        assertThat(RunningGateway.problem(gateway.post("/api/send/alice?dryRun=true", body), 400, "insufficient-funds")
                        .get("dryRun")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void doesNothingOfWhatTheMintCannotTry() throws Exception {
        for (String path : List.of("/mint/POINTS", "/api/magic-money/mint")) {
            JsonNode problem = RunningGateway.problem(
                    gateway.post(path + "?dryRun=true", "{\"amount\":\"1\"}"), 400, "bad-parameter");
            assertThat(problem.get("field").asText()).isEqualTo("dryRun");
        }
        assertThat(gateway.commands.sent).isEmpty();
    }

    private ObjectNode onlySent() {
        assertThat(gateway.commands.sent).hasSize(1);
        return Json.readObject(gateway.commands.sent.getFirst().value());
    }

    private List<JsonNode> lines(String path, String body) throws Exception {
        HttpResponse<String> response = gateway.post(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : response.body().lines().toList()) {
            lines.add(RunningGateway.json(line));
        }
        return lines;
    }

    private static String line(String commandId, boolean dryRun) {
        return "{\"type\":\"Deposit\",\"walletId\":\"alice\",\"commandId\":\"" + commandId
                + "\",\"amount\":\"1\",\"currency\":\"EUR\"" + (dryRun ? ",\"dryRun\":true}" : "}");
    }

    private static void steward(RunningGateway gateway, Function<Command, Outcome> steward) {
        gateway.commands.on((record, callback) -> {
            FakeCommands.acknowledge(record, callback);
            gateway.answer(record, steward.apply(command(record)));
        });
    }

    private static Command command(ProducerRecord<byte[], byte[]> record) {
        ObjectNode fields = Json.readObject(record.value());
        fields.remove("dryRun");
        return ((Readable) CommandJson.read(fields)).command();
    }
}
