package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.domain.Command.Exchange;
import dev.promissory.domain.Command.OpenJournal;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalRoutesTest {

    private static final String LEG = "{\"from\":\"alice\",\"to\":\"bob\",\"amount\":\"5.00\",\"currency\":\"EUR\"}";
    private static final String JOURNAL = "{\"legs\":[" + LEG + "]}";
    private static final String TRADE = """
            "with":"desk","sell":{"amount":"100.00","currency":"EUR"},"buy":{"amount":"108.00","currency":"USD"},
            "rate":"1.08"}""";

    private static final String RICH = "{\"currency\":\"EUR\",\"available\":{\"gte\":\"50.00\"}}";

    private final RunningGateway gateway = new RunningGateway().steward(Answers::accepted);

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void theKeyIsTheIdOfTheJournalAndOfItsCommand() throws Exception {
        HttpResponse<String> response = gateway.post(
                "/journals",
                JOURNAL.replace("]}", "],\"expiresIn\":\"PT10S\",\"reference\":\"r-1\"}"),
                "Idempotency-Key",
                "j-1");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/promises/j-1~1");
        assertThat(RunningGateway.json(response.body()).get("promiseId").asText())
                .isEqualTo("j-1~1");
        OpenJournal open = (OpenJournal) gateway.onlyCommand();
        assertThat(open.walletId()).hasToString("j-1");
        assertThat(open.commandId()).hasToString("j-1");
        assertThat(open.expiresIn()).hasToString("PT10S");
        assertThat(open.head().memo().reference()).hasValue("r-1");
        assertThat(open.legs()).singleElement().satisfies(leg -> {
            assertThat(leg.from()).hasToString("alice");
            assertThat(leg.to()).hasToString("bob");
            assertThat(leg.money().amount()).isEqualTo("5.00");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/journals", "/exchanges"})
    void makesUpAnIdWhenThereIsNone(String path) throws Exception {
        HttpResponse<String> response =
                gateway.post(path, path.equals("/journals") ? JOURNAL : "{\"from\":\"alice\"," + TRADE);

        String key = response.headers().firstValue("Idempotency-Key").orElseThrow();
        assertThat(UUID.fromString(key)).hasToString(key);
        assertThat(gateway.onlyCommand().walletId()).hasToString(key);
        assertThat(gateway.onlyCommand().commandId()).hasToString(key);
        assertThat(response.headers().firstValue("Location")).hasValue("/promises/" + key + "~1");
    }

    @Test
    void anExchangeIsAJournalToo() throws Exception {
        HttpResponse<String> response =
                gateway.post("/exchanges", "{\"from\":\"alice\"," + TRADE, "Idempotency-Key", "x-1");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/promises/x-1~1");
        Exchange exchange = (Exchange) gateway.onlyCommand();
        assertThat(exchange.walletId()).hasToString("x-1");
        assertThat(exchange.seller()).hasToString("alice");
        assertThat(exchange.counterpart()).hasToString("desk");
        assertThat(exchange.sell().currency()).isEqualTo("EUR");
        assertThat(exchange.buy().currency()).isEqualTo("USD");
        assertThat(exchange.rate()).isEqualTo("1.08");
    }

    @Test
    void aWalletsExchangeIsItsOwnWhateverKeysOthersUse() throws Exception {
        HttpResponse<String> response = gateway.post("/wallets/alice/exchanges", "{" + TRADE, "Idempotency-Key", "x-1");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        Exchange exchange = (Exchange) gateway.onlyCommand();
        assertThat(exchange.seller()).hasToString("alice");
        assertThat(exchange.commandId()).hasToString("x-1");
        assertThat(exchange.walletId())
                .isEqualTo(JournalRoutes.exchangeId(new WalletId("alice"), new CommandId("x-1")))
                .isNotEqualTo(JournalRoutes.exchangeId(new WalletId("bob"), new CommandId("x-1")));
        assertThat(response.headers().firstValue("Location")).hasValue("/promises/" + exchange.walletId() + "~1");
    }

    @Test
    void noTwoPairsOfWalletAndKeyHaveOneJournal() {
        assertThat(Set.of(
                        JournalRoutes.exchangeId(new WalletId("a"), new CommandId("b-c")),
                        JournalRoutes.exchangeId(new WalletId("a-b"), new CommandId("c")),
                        JournalRoutes.exchangeId(new WalletId("w".repeat(128)), new CommandId("k".repeat(128))),
                        JournalRoutes.exchangeId(new WalletId("w".repeat(127)), new CommandId("k".repeat(128)))))
                .hasSize(4)
                .allSatisfy(id -> assertThat(id.value()).matches("exchange-[0-9a-f]{64}"));
    }

    @Test
    void answersARejectionWithItsStatusAndCode() throws Exception {
        gateway.steward(command -> Answers.rejected(command, Rejection.ID_TAKEN));
        RunningGateway.problem(gateway.post("/journals", JOURNAL), 409, "id-taken");

        gateway.steward(command -> Answers.rejected(command, Rejection.RATE_MISMATCH));
        RunningGateway.problem(gateway.post("/exchanges", "{\"from\":\"alice\"," + TRADE), 422, "rate-mismatch");
        RunningGateway.problem(gateway.post("/wallets/alice/exchanges", "{" + TRADE), 422, "rate-mismatch");
    }

    @Test
    void saysWhereAJournalsAnswerWillBe() throws Exception {
        gateway.commands.on(FakeCommands::acknowledge);

        HttpResponse<String> response =
                gateway.post("/journals", JOURNAL, "Prefer", "respond-async", "Idempotency-Key", "j-1");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location")).hasValue("/wallets/j-1/commands/j-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/journals                | {}                                     | legs",
                "/journals                | {'legs':[]}                            | legs",
                "/journals                | {'legs':[{}]}                          | from",
                "/journals                | {'legs':[LEG],'walletId':'j'}          | walletId",
                "/journals                | {'legs':[LEG],'commandId':'j'}         | commandId",
                "/journals                | {'legs':[LEG],'expiresIn':'soon'}      | expiresIn",
                "/journals                | {'legs':[LEG],'executeAt':'now'}       | executeAt",
                "/journals                | {'legs':[LEG],'require':RICH}          | require",
                "/exchanges               | {'from':'a','require':RICH,TRADE       | require",
                "/wallets/alice/exchanges | {'require':RICH,TRADE                  | require",
                "/exchanges               | {TRADE                                 | from",
                "/exchanges               | {'from':'alice'}                       | with",
                "/exchanges               | {'from':'alice','rate':'0',TRADE       | rate",
                "/exchanges               | {'from':'a','legs':[],TRADE            | legs",
                "/wallets/alice/exchanges | {'from':'alice',TRADE                  | from",
                "/wallets/alice/exchanges | {'from':null,TRADE                     | from",
                "/wallets/alice/exchanges | {}                                     | with"
            })
    void namesTheFieldAtFault(String path, String body, String field) throws Exception {
        String trade = body.contains("'rate'") ? TRADE.replace(",\n\"rate\":\"1.08\"", "") : TRADE;
        String json = body.replace('\'', '"')
                .replace("LEG", LEG)
                .replace("TRADE", trade)
                .replace("RICH", RICH);

        HttpResponse<String> response = gateway.post(path, json);

        JsonNode problem = RunningGateway.problem(response, 400, "malformed-command");
        assertThat(problem.get("field").asText()).isEqualTo(field);
        assertThat(gateway.commands.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/journals                | {'legs':[LEG]}",
                "/exchanges               | {'from':'alice',TRADE",
                "/wallets/alice/exchanges | {TRADE"
            })
    void aJournalStandsAtNoSequence(String path, String body) throws Exception {
        String json = body.replace('\'', '"').replace("LEG", LEG).replace("TRADE", TRADE);

        JsonNode problem = RunningGateway.problem(gateway.post(path, json, "If-Match", "\"0\""), 400, "bad-if-match");

        assertThat(problem.get("field").asText()).isEqualTo("If-Match");
        assertThat(gateway.commands.sent).isEmpty();
    }

    @Test
    void refusesAKeyThatIsNoId() throws Exception {
        JsonNode problem = RunningGateway.problem(
                gateway.post("/journals", JOURNAL, "Idempotency-Key", "a b"), 400, "bad-idempotency-key");

        assertThat(problem.get("field").asText()).isEqualTo("Idempotency-Key");
    }
}
