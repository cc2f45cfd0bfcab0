package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.domain.Command.CaptureHold;
import dev.promissory.domain.Command.PlaceHold;
import dev.promissory.domain.Command.ReleaseHold;
import dev.promissory.domain.Rejection;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HoldRoutesTest {

    private static final String HOLDS = "/wallets/alice/holds";

    private final RunningGateway gateway = new RunningGateway().steward(Answers::accepted);

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void placesAHoldAndSaysWhereItIs() throws Exception {
        HttpResponse<String> response = gateway.post(HOLDS, """
                {"holdId":"room-7","amount":"100.00","currency":"EUR","expiresIn":"PT1H","reference":"r-1",
                 "metadata":{"room":"7"},"require":{"available":{"gte":"150.00"}}}""", "If-Match", "\"7\"");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/wallets/alice/holds/room-7");
        assertThat(RunningGateway.json(response.body()).get("holdId").asText()).isEqualTo("room-7");
        PlaceHold place = (PlaceHold) gateway.onlyCommand();
        assertThat(place.walletId()).hasToString("alice");
        assertThat(place.holdId()).hasToString("room-7");
        assertThat(place.money().amount()).isEqualTo("100.00");
        assertThat(place.expiresIn()).hasToString("PT1H");
        assertThat(place.head().expectedSequence()).isEqualTo(OptionalLong.of(7));
        assertThat(place.head().requirements()).hasSize(1);
        assertThat(place.head().memo().reference()).hasValue("r-1");
    }

    @Test
    void aHoldWithoutAnIdHasItsCommands() throws Exception {
        HttpResponse<String> response =
                gateway.post(HOLDS, "{\"amount\":1,\"currency\":\"EUR\"}", "Idempotency-Key", "h-1");

        assertThat(response.headers().firstValue("Location")).hasValue("/wallets/alice/holds/h-1");
        assertThat(((PlaceHold) gateway.onlyCommand()).holdId()).hasToString("h-1");
    }

    @Test
    void capturesAllOfAHoldWhenNobodySaysHowMuch() throws Exception {
        HttpResponse<String> response = gateway.post(HOLDS + "/room-7/capture", "");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/wallets/alice/holds/room-7");
        CaptureHold capture = (CaptureHold) gateway.onlyCommand();
        assertThat(capture.holdId()).hasToString("room-7");
        assertThat(capture.amount()).isEmpty();
        assertThat(capture.currency()).isEmpty();
        assertThat(capture.to()).isEmpty();
    }

    @Test
    void namesThePromiseWhenTheCapturedMoneyGoesToSomebody() throws Exception {
        HttpResponse<String> response =
                gateway.post(HOLDS + "/room-7/capture", "{\"amount\":\"80.00\",\"currency\":\"EUR\",\"to\":\"hotel\"}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/promises/alice~7");
        CaptureHold capture = (CaptureHold) gateway.onlyCommand();
        assertThat(capture.amount()).hasValue(new BigDecimal("80.00"));
        assertThat(capture.currency()).hasValue("EUR");
        assertThat(capture.to().orElseThrow()).hasToString("hotel");
    }

    @Test
    void releasesAHold() throws Exception {
        HttpResponse<String> response = gateway.post(HOLDS + "/room-7/release", "{\"reference\":\"r-2\"}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Location")).hasValue("/wallets/alice/holds/room-7");
        ReleaseHold release = (ReleaseHold) gateway.onlyCommand();
        assertThat(release.holdId()).hasToString("room-7");
        assertThat(release.head().memo().reference()).hasValue("r-2");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"HOLD_NOT_FOUND", "HOLD_EXPIRED", "HOLD_ALREADY_CAPTURED", "CAPTURE_EXCEEDS_HOLD"})
    void answersARejectionWithItsStatusAndCode(Rejection rejection) throws Exception {
        gateway.steward(command -> Answers.rejected(command, rejection));

        for (String path : List.of("/room-7/capture", "/room-7/release")) {
            RunningGateway.problem(gateway.post(HOLDS + path, ""), rejection.httpStatus(), rejection.code());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "''               | {'currency':'EUR'}                                | amount",
                "''               | {'amount':1}                                      | currency",
                "''               | {'amount':1,'currency':'EUR','holdId':'a b'}      | holdId",
                "''               | {'amount':1,'currency':'EUR','expiresIn':'1h'}    | expiresIn",
                "''               | {'amount':1,'currency':'EUR','expiresAt':'now'}   | expiresAt",
                "''               | {'amount':1,'currency':'EUR','require':{'x':{}}}  | x",
                "/room-7/capture  | {'holdId':'room-7'}                               | holdId",
                "/room-7/capture  | {'holdId':null}                                   | holdId",
                "/room-7/capture  | {'amount':'much'}                                 | amount",
                "/room-7/capture  | {'to':'not an id'}                                | to",
                "/room-7/capture  | {'expiresIn':'PT1H'}                              | expiresIn",
                "/room-7/capture  | {'walletId':'bob'}                                | walletId",
                "/room-7/release  | {'holdId':'room-8'}                               | holdId",
                "/room-7/release  | {'amount':'1.00'}                                 | amount"
            })
    void namesTheFieldAtFault(String path, String body, String field) throws Exception {
        String end = path.equals("''") ? "" : path;

        HttpResponse<String> response = gateway.post(HOLDS + end, body.replace('\'', '"'));

        JsonNode problem = RunningGateway.problem(response, 400, "malformed-command");
        assertThat(problem.get("field").asText()).isEqualTo(field);
        assertThat(gateway.commands.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-a", "a%20b", "a~b", "TOO-LONG"})
    void refusesAnIllFormedHoldId(String text) throws Exception {
        String holdId = text.equals("TOO-LONG") ? "h".repeat(129) : text;

        for (String action : List.of("/capture", "/release")) {
            RunningGateway.problem(gateway.post(HOLDS + "/" + holdId + action, ""), 400, "bad-hold-id");
        }
        assertThat(gateway.commands.sent).isEmpty();
    }
}
