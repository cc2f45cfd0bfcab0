package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.domain.Command.Reverse;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Rejection;
import dev.promissory.kit.HttpServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReversalRoutesTest {

    private static final String OF_PROMISE = "/promises/alice~9/reverse";
    private static final String OF_DEPOSIT = "/wallets/alice/facts/3/reverse";

    private final FakeViews views = new FakeViews();
    private final HttpServer server = views.serve();
    private final RunningGateway gateway = new RunningGateway(FakeViews.address(server)).steward(Answers::accepted);

    @BeforeEach
    void alicePromisedBobAndHeHasIt() {
        views.show(Happened.promised("alice~9", "bob"));
        views.show(Happened.received("bob", 4, "alice~9"));
        views.show("/promises/alice~9", """
                {"promiseId":"alice~9","from":"alice","status":"kept",
                 "legs":[{"to":"bob","currency":"EUR","amount":"5.00","receivedAs":4}]}""");
    }

    @AfterEach
    void close() {
        gateway.close();
        server.close();
    }

    @Test
    void theReceiverOfAPromiseSendsItBackAndShowsWhatItReceived() throws Exception {
        HttpResponse<String> response = gateway.post(OF_PROMISE, "{\"reference\":\"r-1\"}", "Idempotency-Key", "k-1");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/promises/bob~7");
        assertThat(response.headers().firstValue("Idempotency-Key")).hasValue("k-1");
        Reverse reverse = (Reverse) gateway.onlyCommand();
        assertThat(reverse.walletId()).hasToString("bob");
        assertThat(reverse.commandId()).hasToString("k-1");
        assertThat(reverse.head().memo().reference()).hasValue("r-1");
        assertThat(reverse.fact()).isEqualTo(Happened.received("bob", 4, "alice~9"));
        assertThat(FakeViews.STEWARDS.attests(reverse.proof())).isTrue();
    }

    @Test
    void aPromiseToSeveralIsSentBackByANewJournal() throws Exception {
        Fact settled = Happened.settled("alice~9", 12, "bob", "carol");
        views.show(Happened.promised("alice~9", "bob", "carol"));
        views.show(settled);
        views.show("/promises/alice~9", """
                {"status":"kept","settledAs":12,"legs":[
                 {"to":"bob","currency":"EUR","amount":"5.00","receivedAs":4},
                 {"to":"carol","currency":"EUR","amount":"5.00","receivedAs":8}]}""");

        HttpResponse<String> response = gateway.post(OF_PROMISE, "", "Idempotency-Key", "k-1");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/promises/k-1~1");
        Reverse reverse = (Reverse) gateway.onlyCommand();
        assertThat(reverse.walletId()).hasToString("k-1");
        assertThat(reverse.commandId()).hasToString("k-1");
        assertThat(reverse.fact()).isEqualTo(settled);
    }

    @Test
    void aJournalIsSentBackByANewJournal() throws Exception {
        views.show(Happened.journalOpened("j-1"));
        views.show(Happened.journalSettled("j-1", 2));
        views.show(
                "/promises/j-1~1",
                "{\"status\":\"kept\",\"settledAs\":2,\"legs\":[{\"from\":\"alice\",\"to\":\"bob\",\"receivedAs\":4}]}");

        HttpResponse<String> response = gateway.post("/promises/j-1~1/reverse", "");

        String key = response.headers().firstValue("Idempotency-Key").orElseThrow();
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/promises/" + key + "~1");
        assertThat(gateway.onlyCommand().walletId()).hasToString(key);
        assertThat(((Reverse) gateway.onlyCommand()).fact()).isEqualTo(Happened.journalSettled("j-1", 2));
    }

    static List<Fact> ofOneWallet() {
        return List.of(
                Happened.deposited("alice", 3), Happened.withdrawn("alice", 3), Happened.received("alice", 3, "bob~9"));
    }

    @ParameterizedTest
    @MethodSource("ofOneWallet")
    void aFactOfOneWalletIsForThatWalletToReverse(Fact fact) throws Exception {
        views.show(fact);

        HttpResponse<String> response = gateway.post(OF_DEPOSIT, "", "Idempotency-Key", "k-1", "If-Match", "\"7\"");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        Reverse reverse = (Reverse) gateway.onlyCommand();
        assertThat(reverse.walletId()).hasToString("alice");
        assertThat(reverse.fact()).isEqualTo(fact);
        assertThat(reverse.head().expectedSequence()).isEqualTo(OptionalLong.of(7));
        assertThat(FakeViews.STEWARDS.attests(reverse.proof())).isTrue();
    }

    @Test
    void theFactThatSettledAPromiseIsForANewJournalToReverse() throws Exception {
        views.show(Happened.settled("alice~2", 3, "bob", "carol"));

        gateway.post(OF_DEPOSIT, "", "Idempotency-Key", "k-1");

        assertThat(gateway.onlyCommand().walletId()).hasToString("k-1");
    }

    @Test
    void whatOnlyTookPartInAPromiseIsForItsOwnWalletToRefuse() throws Exception {
        views.show(Happened.tookPart("alice", 3, "j-1~1", "bob"));

        gateway.post(OF_DEPOSIT, "", "Idempotency-Key", "k-1");

        assertThat(gateway.onlyCommand().walletId()).hasToString("alice");
    }

    @Test
    void conditionsAreForWalletsAndNotForTheJournalThatSendsBack() throws Exception {
        views.show(Happened.settled("alice~2", 3, "bob", "carol"));

        JsonNode matched =
                RunningGateway.problem(gateway.post(OF_DEPOSIT, "", "If-Match", "\"0\""), 400, "bad-if-match");
        assertThat(matched.get("field").asText()).isEqualTo("If-Match");
        JsonNode required = RunningGateway.problem(
                gateway.post(OF_DEPOSIT, "{\"require\":{\"currency\":\"EUR\",\"total\":{\"gte\":\"1\"}}}"),
                400,
                "malformed-command");
        assertThat(required.get("field").asText()).isEqualTo("require");
        assertThat(gateway.commands.sent).isEmpty();
    }

    @Test
    void aViewThatHasNotSeenTheFactYetIsWaitedFor() throws Exception {
        views.show(Happened.deposited("alice", 3));

        gateway.post(OF_DEPOSIT, "");

        assertThat(views.asked).containsExactly("/wallets/alice/facts/3?minSequence=3");
    }

    @Test
    void theSameKeyIsTheSameCommandWhateverElseTheViewsSayByThen() throws Exception {
        gateway.post(OF_PROMISE, "", "Idempotency-Key", "k-1");
        views.show("/promises/alice~9", """
                {"status":"reversed","settledAs":12,"trust":{"state":"broken"},
                 "legs":[{"to":"bob","receivedAs":4},{"to":"carol","receivedAs":1}]}""");
        gateway.post(OF_PROMISE, "", "Idempotency-Key", "k-1");

        assertThat(gateway.commands.sent).hasSize(2);
        assertThat(gateway.commands.sent)
                .extracting(ProducerRecord::value)
                .containsOnly(gateway.commands.sent.getFirst().value());
    }

    @Test
    void aRejectionOfTheStewardIsTheAnswer() throws Exception {
        gateway.steward(command -> Answers.rejected(command, Rejection.ALREADY_REVERSED));

        JsonNode problem = RunningGateway.problem(gateway.post(OF_PROMISE, ""), 409, "already-reversed");

        assertThat(problem.get("walletId").asText()).isEqualTo("bob");
        assertThat(problem.get("field").asText()).isEqualTo("proof");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "returned"})
    void aPromiseThatIsNotKeptHasNothingToSendBack(String status) throws Exception {
        views.show(
                "/promises/alice~9",
                "{\"status\":\"%s\",\"legs\":[{\"to\":\"bob\",\"amount\":\"5.00\"}]}".formatted(status));

        refused(gateway.post(OF_PROMISE, ""), 409, "promise-not-kept");
    }

    @Test
    void aPromiseToSeveralIsNotKeptBeforeItIsSettled() throws Exception {
        views.show(Happened.promised("alice~9", "bob", "carol"));
        views.show("/promises/alice~9", "{\"status\":\"pending\",\"legs\":[{\"to\":\"bob\",\"receivedAs\":4}]}");

        refused(gateway.post(OF_PROMISE, ""), 409, "promise-not-kept");
    }

    @Test
    void aPromiseNobodyKnowsIsNotFound() throws Exception {
        refused(gateway.post("/promises/alice~10/reverse", ""), 404, "promise-not-found");
    }

    @Test
    void whatIsNoPromiseIsNotFound() throws Exception {
        views.show(Happened.deposited("alice", 9));

        refused(gateway.post(OF_PROMISE, ""), 404, "promise-not-found");
    }

    @ParameterizedTest
    @CsvSource({"404, fact-not-found", "404, wallet-not-found", "503, view-behind"})
    void aFactNobodyKnowsIsNotFound(int status, String code) throws Exception {
        views.answer("/wallets/alice/facts/3", status, code);

        refused(gateway.post(OF_DEPOSIT, ""), 404, "fact-not-found");
    }

    @ParameterizedTest
    @CsvSource({"503, view-not-ready", "500, fact-altered", "404, not-found"})
    void viewsThatCannotAnswerAreToBeAskedAgain(int status, String code) throws Exception {
        views.answer("/wallets/alice/facts/3", status, code);

        unavailable(gateway.post(OF_DEPOSIT, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"value\":\"{}\",\"previousHash\":\"00\",\"factMac\":\"00\"}",
                "{\"value\":7,\"previousHash\":\"00\",\"factMac\":\"00\"}"
            })
    void viewsThatShowNoFactAreToBeAskedAgain(String shown) throws Exception {
        views.show("/wallets/alice/facts/3", shown);

        unavailable(gateway.post(OF_DEPOSIT, ""));
    }

    @Test
    void anotherFactThanTheOneAskedForIsNoProof() throws Exception {
        views.show("/wallets/alice/facts/3", FakeViews.fact(Happened.deposited("alice", 4)));
        unavailable(gateway.post(OF_DEPOSIT, ""));

        views.show("/wallets/alice/facts/3", FakeViews.fact(Happened.deposited("bob", 3)));
        unavailable(gateway.post(OF_DEPOSIT, ""));

        views.show(Happened.received("bob", 4, "alice~8"));
        unavailable(gateway.post(OF_PROMISE, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":\"kept\",\"legs\":[{\"to\":\"bob\"}]}",
                "{\"status\":\"kept\",\"legs\":7}",
                "{\"status\":\"kept\"}",
                "{\"legs\":[{\"to\":\"bob\"}]}",
                "{\"status\":\"kept\",\"legs\":[{\"to\":\"bob\",\"receivedAs\":\"4\"}]}"
            })
    void aPromiseThatDoesNotSayWhereItWasKeptIsToBeAskedForAgain(String shown) throws Exception {
        views.show("/promises/alice~9", shown);

        unavailable(gateway.post(OF_PROMISE, ""));
    }

    @Test
    void aFactThatNobodySignedProvesNothing() throws Exception {
        views.show(Happened.deposited("alice", 3)).putNull("factMac");

        refused(gateway.post(OF_DEPOSIT, ""), 422, "proof-invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "/promises/alice/reverse,             bad-promise-id, promiseId",
        "/promises/alice~0/reverse,           bad-promise-id, promiseId",
        "/promises/~9/reverse,                bad-promise-id, promiseId",
        "/wallets/alice/facts/0/reverse,      bad-sequence, sequence",
        "/wallets/alice/facts/x/reverse,      bad-sequence, sequence",
        "/wallets/alice/facts/03/reverse,     bad-sequence, sequence",
        "/wallets/alice/facts/1000000000000000000/reverse, bad-sequence, sequence",
        "/wallets/a~b/facts/3/reverse,        bad-wallet-id, walletId"
    })
    void anIllFormedNameIsRefusedBeforeTheViewsAreAsked(String path, String code, String field) throws Exception {
        JsonNode problem = RunningGateway.problem(gateway.post(path, ""), 400, code);

        assertThat(problem.get("field").asText()).isEqualTo(field);

        assertThat(views.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'proof':{}}       | proof",
                "{'proof':null}     | proof",
                "{'walletId':'bob'} | walletId",
                "{'commandId':'c'}  | commandId",
                "{'amount':'1.00'}  | amount"
            })
    void namesTheFieldAtFault(String body, String field) throws Exception {
        for (String path : List.of(OF_PROMISE, OF_DEPOSIT)) {
            views.show(Happened.deposited("alice", 3));

            HttpResponse<String> response = gateway.post(path, body.replace('\'', '"'));

            JsonNode problem = RunningGateway.problem(response, 400, "malformed-command");
            assertThat(problem.get("field").asText()).isEqualTo(field);
        }
        assertThat(gateway.commands.sent).isEmpty();
    }

    @Test
    void viewsThatAreDownAreToBeAskedAgain() throws Exception {
        server.close();

        unavailable(gateway.post(OF_PROMISE, ""));
    }

    @Test
    void aGatewayThatKnowsNoViewsSaysSo() throws Exception {
        try (RunningGateway alone = new RunningGateway().steward(Answers::accepted)) {
            RunningGateway.problem(alone.post(OF_PROMISE, ""), 503, "views-not-configured");
            assertThat(alone.commands.sent).isEmpty();
        }
    }

    @Test
    void findsTheViewsBehindItsOwnPort() throws Exception {
        try (RunningGateway both = new RunningGateway(new ViewsAddress.SamePort(), views).steward(Answers::accepted)) {
            HttpResponse<String> response = both.post(OF_PROMISE, "");

            assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
            assertThat(both.onlyCommand().walletId()).hasToString("bob");
        }
    }

    @Test
    void triesAReversal() throws Exception {
        views.show(Happened.deposited("alice", 3));

        for (String path : List.of(OF_PROMISE, OF_DEPOSIT)) {
            HttpResponse<String> response = gateway.post(path + "?dryRun=true", "");

            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(RunningGateway.json(response.body()).get("dryRun").booleanValue())
                    .isTrue();
        }
        assertThat(gateway.commands.sent)
                .hasSize(2)
                .allSatisfy(record -> assertThat(new String(record.value(), StandardCharsets.UTF_8))
                        .contains("\"type\":\"Reverse\"", "\"dryRun\":true"));
    }

    @Test
    void answersOnceKafkaHasTheCommandToThoseWhoPreferIt() throws Exception {
        gateway.commands.on(FakeCommands::acknowledge);

        HttpResponse<String> response =
                gateway.post(OF_PROMISE, "", "Prefer", "respond-async", "Idempotency-Key", "k-1");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location")).hasValue("/wallets/bob/commands/k-1");
    }

    private void unavailable(HttpResponse<String> response) throws Exception {
        refused(response, 503, "views-unavailable");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    }

    private void refused(HttpResponse<String> response, int status, String code) throws Exception {
        RunningGateway.problem(response, status, code);
        assertThat(gateway.commands.sent).isEmpty();
    }
}
