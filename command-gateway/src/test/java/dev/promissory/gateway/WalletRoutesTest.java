package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.domain.Command;
import dev.promissory.domain.Command.OpenWallet;
import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.Rejection;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.OutcomeJson;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WalletRoutesTest {

    private static final String MONEY = "{\"amount\":\"12.50\",\"currency\":\"EUR\"}";
    private static final String ONE_RECEIVER = "{\"to\":\"bob\",\"amount\":\"12.50\",\"currency\":\"EUR\"}";

    private final RunningGateway gateway = new RunningGateway().steward(Answers::accepted);

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void sendsTheCommandAndAnswersWithTheOutcome() throws Exception {
        HttpResponse<String> response = gateway.post("/wallets/alice/deposits", MONEY, "Idempotency-Key", "d-1");

        assertThat(response.statusCode()).isEqualTo(201);
        Command command = gateway.onlyCommand();
        assertThat(response.body())
                .isEqualTo(new String(OutcomeJson.write(Answers.accepted(command)), StandardCharsets.UTF_8));
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(response.headers().firstValue("Location")).hasValue("/wallets/alice/commands/d-1");
        assertThat(response.headers().firstValue("ETag")).hasValue("\"7\"");
        assertThat(response.headers().firstValue("Idempotency-Key")).hasValue("d-1");
        assertThat(response.headers().firstValue("Idempotency-Replayed")).isEmpty();
        ProducerRecord<byte[], byte[]> record = gateway.commands.sent.getFirst();
        assertThat(record.topic()).isEqualTo("wallet.commands");
        assertThat(record.partition()).isNull();
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("alice");
        assertThat(new String(record.value(), StandardCharsets.UTF_8))
                .isEqualTo("{\"v\":1,\"type\":\"Deposit\",\"commandId\":\"d-1\",\"walletId\":\"alice\","
                        + "\"amount\":\"12.50\",\"currency\":\"EUR\"}");
        assertThat(RunningGateway.header(record, HeaderNames.REPLY_PARTITION)).isEqualTo("3");
        assertThat(RunningGateway.header(record, HeaderNames.REQUEST_ID)).matches("[0-9a-f]{16}-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /wallets/alice/deposits    | {'amount':1,'currency':'EUR'}            | 201 | Deposit",
                "POST | /wallets/alice/withdrawals | {'amount':1,'currency':'EUR'}            | 201 | Withdraw",
                "POST | /wallets/alice/transfers   | {'to':'b','amount':1,'currency':'EUR'}   | 201 | Transfer",
                "POST | /wallets/alice/freeze      | {}                                       | 200 | Freeze",
                "POST | /wallets/alice/freeze      | ''                                       | 200 | Freeze",
                "POST | /wallets/alice/unfreeze    | ''                                       | 200 | Unfreeze",
                "POST | /wallets/alice/close       | {'reference':'r'}                        | 200 | Close",
                "PUT  | /wallets/alice             | ''                                       | 200 | OpenWallet",
                "PUT  | /wallets/alice             | {'owner':'Alice','metadata':{'a':'b'}}   | 200 | OpenWallet",
                "PUT  | /wallets/alice             | {'owner':null}                           | 200 | OpenWallet"
            },
            quoteCharacter = '"')
    void hasARouteForEveryCommand(String method, String path, String body, int status, String type) throws Exception {
        String json = body.equals("''") ? "" : body.replace('\'', '"');

        HttpResponse<String> response = method.equals("PUT") ? gateway.put(path, json) : gateway.post(path, json);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(gateway.onlyCommand().getClass().getSimpleName()).isEqualTo(type);
    }

    @Test
    void answersCreatedWhenThePutOpenedTheWallet() throws Exception {
        gateway.steward(Answers::opened);

        HttpResponse<String> response =
                gateway.put("/wallets/alice", "{\"owner\":\"Alice\",\"reference\":\"r-1\"}", "Idempotency-Key", "o-1");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/wallets/alice/commands/o-1");
        OpenWallet open = (OpenWallet) gateway.onlyCommand();
        assertThat(open.owner()).hasValue("Alice");
        assertThat(open.head().memo().reference()).hasValue("r-1");
    }

    @Test
    void namesThePromiseOfATransfer() throws Exception {
        HttpResponse<String> response = gateway.post("/wallets/alice/transfers", ONE_RECEIVER);

        assertThat(response.headers().firstValue("Location")).hasValue("/promises/alice~7");
    }

    @Test
    void takesLegsOrOneReceiverForTheSameTransfer() throws Exception {
        gateway.post("/wallets/alice/transfers", ONE_RECEIVER);
        gateway.post("/wallets/alice/transfers", "{\"legs\":[" + ONE_RECEIVER + "]}");
        gateway.post("/wallets/alice/transfers", "{\"legs\":[" + ONE_RECEIVER + "],\"to\":null}");
        gateway.post("/wallets/alice/transfers", ONE_RECEIVER.replace("}", ",\"legs\":null}"));

        assertThat(gateway.commands.sent)
                .hasSize(4)
                .extracting(record -> ((Transfer) RunningGateway.command(record)).legs())
                .containsOnly(((Transfer) RunningGateway.command(gateway.commands.sent.getFirst())).legs());
    }

    @Test
    void refusesLegsAndOneReceiverTogether() throws Exception {
        HttpResponse<String> response =
                gateway.post("/wallets/alice/transfers", "{\"legs\":[" + ONE_RECEIVER + "],\"currency\":\"EUR\"}");

        JsonNode problem = RunningGateway.problem(response, 400, "malformed-command");
        assertThat(problem.get("field").asText()).isEqualTo("legs");
        assertThat(gateway.commands.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "deposits  | {}                                             | amount",
                "deposits  | {'amount':'1'}                                 | currency",
                "deposits  | {'amount':true,'currency':'EUR'}               | amount",
                "deposits  | {'amount':'1,5','currency':'EUR'}              | amount",
                "deposits  | {'amount':'1','currency':7}                    | currency",
                "deposits  | {'amount':'1','currency':'EUR','to':'bob'}     | to",
                "deposits  | {'amount':'1','currency':'EUR','reference':1}  | reference",
                "deposits  | {'amount':'1','currency':'EUR','metadata':[]}  | metadata",
                "deposits  | {'amount':'1','currency':'EUR','walletId':'a'} | walletId",
                "deposits  | {'amount':'1','currency':'EUR','commandId':''} | commandId",
                "deposits  | {'amount':'1','currency':'EUR','type':'Close'} | type",
                "deposits  | {'amount':'1','currency':'EUR','v':1}          | v",
                "deposits  | {'amount':'1','currency':'EUR','v':null}       | v",
                "deposits  | {'amount':1,'currency':'EUR','expectedSequence':1} | expectedSequence",
                "transfers | {}                                             | to",
                "transfers | {'to':'bob','currency':'EUR'}                  | amount",
                "transfers | {'to':'not an id','amount':1,'currency':'EUR'} | to",
                "transfers | {'legs':[]}                                    | legs",
                "transfers | {'legs':7}                                     | legs",
                "transfers | {'legs':[7]}                                   | legs",
                "transfers | {'legs':[{'to':'bob','amount':'x','currency':'EUR'}]} | amount",
                "freeze    | {'amount':'1'}                                 | amount",
            })
    void namesTheFieldAtFault(String route, String body, String field) throws Exception {
        HttpResponse<String> response =
                gateway.post("/wallets/alice/" + route, body.replace('\'', '"'), "Idempotency-Key", "k-1");

        JsonNode problem = RunningGateway.problem(response, 400, "malformed-command");
        assertThat(problem.get("field").asText()).isEqualTo(field);
        assertThat(response.headers().firstValue("Idempotency-Key")).hasValue("k-1");
        assertThat(gateway.commands.sent).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Rejection.class)
    void answersARejectionWithItsStatusAndCode(Rejection rejection) throws Exception {
        gateway.steward(command -> Answers.rejected(command, rejection));

        HttpResponse<String> response = gateway.post("/wallets/alice/deposits", MONEY, "Idempotency-Key", "d-1");

        JsonNode problem = RunningGateway.problem(response, rejection.httpStatus(), rejection.code());
        assertThat(problem.get("detail").asText()).isEqualTo(rejection.sentence());
        assertThat(problem.path("field").asText("none"))
                .isEqualTo(rejection.field().orElse("none"));
        assertThat(problem.get("walletId").asText()).isEqualTo("alice");
        assertThat(problem.get("commandId").asText()).isEqualTo("d-1");
        assertThat(problem.get("sequence").asLong()).isEqualTo(6);
        assertThat(response.headers().firstValue("Idempotency-Key")).hasValue("d-1");
        assertThat(response.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void marksAReplayOfEitherKind() throws Exception {
        HttpResponse<String> accepted = gateway.steward(Answers::replayed).post("/wallets/alice/deposits", MONEY);
        HttpResponse<String> rejected = gateway.steward(
                        command -> Answers.rejected(command, Rejection.WALLET_FROZEN, true))
                .post("/wallets/alice/deposits", MONEY);

        assertThat(accepted.statusCode()).isEqualTo(201);
        assertThat(accepted.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(rejected.statusCode()).isEqualTo(409);
        assertThat(rejected.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void makesUpAnIdWhenThereIsNone() throws Exception {
        HttpResponse<String> response = gateway.post("/wallets/alice/deposits", MONEY);

        String key = response.headers().firstValue("Idempotency-Key").orElseThrow();
        assertThat(UUID.fromString(key)).hasToString(key);
        assertThat(gateway.onlyCommand().commandId()).hasToString(key);
    }

    @Test
    void takesTheLongestIds() throws Exception {
        String longest = "k".repeat(128);

        HttpResponse<String> response =
                gateway.post("/wallets/" + longest + "/deposits", MONEY, "Idempotency-Key", longest);

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(gateway.onlyCommand().walletId()).hasToString(longest);
        assertThat(gateway.onlyCommand().commandId()).hasToString(longest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "\"quoted\"", "-a", "a/b", "a~b", "TOO-LONG"})
    void refusesAnIllFormedKey(String key) throws Exception {
        HttpResponse<String> response = gateway.post(
                "/wallets/alice/deposits", MONEY, "Idempotency-Key", key.equals("TOO-LONG") ? "k".repeat(129) : key);

        RunningGateway.problem(response, 400, "bad-idempotency-key");
        assertThat(response.headers().firstValue("Idempotency-Key")).isEmpty();
        assertThat(gateway.commands.sent).isEmpty();
    }

    @Test
    void refusesTwoKeys() throws Exception {
        HttpResponse<String> response =
                gateway.post("/wallets/alice/deposits", MONEY, "Idempotency-Key", "a", "Idempotency-Key", "b");

        RunningGateway.problem(response, 400, "bad-idempotency-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-a", "a%20b", "%C3%A9", "a~b", "a%00b", "TOO-LONG"})
    void refusesAnIllFormedWalletId(String id) throws Exception {
        String path = "/wallets/" + (id.equals("TOO-LONG") ? "w".repeat(129) : id) + "/deposits";

        HttpResponse<String> response = gateway.post(path, MONEY);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(RunningGateway.json(response.body()).get("code").asText())
                .isIn("bad-wallet-id", id.contains("%00") ? "malformed-request" : "bad-wallet-id");
        assertThat(gateway.commands.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, 999_999_999_999_999_999L})
    void expectsTheSequenceOfIfMatch(long sequence) throws Exception {
        gateway.post("/wallets/alice/deposits", MONEY, "If-Match", "\"" + sequence + "\"");

        assertThat(gateway.onlyCommand().head().expectedSequence()).isEqualTo(OptionalLong.of(sequence));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "*",
                "W/\"7\"",
                "\"07\"",
                "\"-1\"",
                "\"\"",
                "\"a\"",
                "",
                "\"1\", \"2\"",
                "\"1000000000000000000\""
            })
    void refusesAnIfMatchThatIsNoSequence(String tag) throws Exception {
        HttpResponse<String> response = gateway.post("/wallets/alice/deposits", MONEY, "If-Match", tag);

        JsonNode problem = RunningGateway.problem(response, 400, "bad-if-match");
        assertThat(problem.get("field").asText()).isEqualTo("If-Match");
        assertThat(gateway.commands.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"respond-async", "Respond-Async", "wait=10, respond-async", "respond-async; x=1"})
    void answersOnceKafkaHasTheCommandToThoseWhoPreferIt(String preference) throws Exception {
        gateway.commands.on(FakeCommands::acknowledge);

        HttpResponse<String> response =
                gateway.post("/wallets/alice/deposits", MONEY, "Prefer", preference, "Idempotency-Key", "d-1");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location")).hasValue("/wallets/alice/commands/d-1");
        assertThat(response.headers().firstValue("Preference-Applied")).hasValue("respond-async");
        assertThat(RunningGateway.json(response.body()).get("status").asText()).isEqualTo("recorded");
    }

    @Test
    void waitsForTheOutcomeWhateverElseIsPreferred() throws Exception {
        HttpResponse<String> response =
                gateway.post("/wallets/alice/deposits", MONEY, "Prefer", "return=minimal, wait=1");

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Preference-Applied")).isEmpty();
    }

    @Test
    void readsTheBodyAsJsonWhateverItIsCalled() throws Exception {
        assertThat(gateway.post("/wallets/alice/deposits", MONEY, "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(201);
    }
}
