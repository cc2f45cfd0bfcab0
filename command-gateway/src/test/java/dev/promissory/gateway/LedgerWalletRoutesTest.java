package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.domain.Command.CancelTransfer;
import dev.promissory.domain.Command.SetOverdraftLimit;
import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.Rejection;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Overdraft limits, transfers to several, and transfers that wait. */
class LedgerWalletRoutesTest {

    private static final String LATER = "2027-01-01T00:00:00.000Z";

    private final RunningGateway gateway = new RunningGateway().steward(Answers::accepted);

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void setsTheLimitOfTheCurrencyInThePath() throws Exception {
        HttpResponse<String> response =
                gateway.put("/wallets/alice/overdraft-limits/EUR", "{\"limit\":\"100.00\"}", "Idempotency-Key", "l-1");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Location")).hasValue("/wallets/alice/commands/l-1");
        SetOverdraftLimit set = (SetOverdraftLimit) gateway.onlyCommand();
        assertThat(set.walletId()).hasToString("alice");
        assertThat(set.limit().currency()).isEqualTo("EUR");
        assertThat(set.limit().amount()).isEqualTo("100.00");
    }

    @Test
    void transfersToAsManyAsThereAreLegs() throws Exception {
        String legs = IntStream.range(0, 100)
                .mapToObj(i -> "{\"to\":\"w%d\",\"amount\":\"1.00\",\"currency\":\"EUR\"}".formatted(i))
                .collect(Collectors.joining(",", "[", "]"));

        HttpResponse<String> response = gateway.post("/wallets/alice/transfers", "{\"legs\":" + legs + "}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/promises/alice~7");
        assertThat(((Transfer) gateway.onlyCommand()).legs()).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'legs':[{'to':'bob','amount':1,'currency':'EUR'}],'executeAt':'LATER'}",
                "{'to':'bob','amount':1,'currency':'EUR','executeAt':'LATER'}"
            })
    void saysWhereATransferThatWaitsIs(String body) throws Exception {
        HttpResponse<String> response =
                gateway.post("/wallets/alice/transfers", body.replace('\'', '"').replace("LATER", LATER));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).hasValue("/wallets/alice/schedules/alice~7");
        assertThat(RunningGateway.json(response.body()).get("scheduleId").asText())
                .isEqualTo("alice~7");
        assertThat(((Transfer) gateway.onlyCommand()).executeAt()).hasValue(Instant.parse(LATER));
    }

    @Test
    void cancelsATransferThatWaits() throws Exception {
        HttpResponse<String> response = gateway.post("/wallets/alice/schedules/alice~7/cancel", "");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        CancelTransfer cancel = (CancelTransfer) gateway.onlyCommand();
        assertThat(cancel.walletId()).hasToString("alice");
        assertThat(cancel.scheduleId()).hasToString("alice~7");
    }

    @Test
    void answersARejectionWithItsStatusAndCode() throws Exception {
        gateway.steward(command -> Answers.rejected(command, Rejection.SCHEDULE_NOT_OPEN));
        RunningGateway.problem(gateway.post("/wallets/alice/schedules/alice~8/cancel", ""), 409, "schedule-not-open");

        gateway.steward(command -> Answers.rejected(command, Rejection.LIMIT_NEGATIVE));
        RunningGateway.problem(
                gateway.put("/wallets/alice/overdraft-limits/EUR", "{\"limit\":\"-1\"}"), 422, "limit-negative");

        gateway.steward(command -> Answers.rejected(command, Rejection.CONDITION_FAILED));
        RunningGateway.problem(
                gateway.post(
                        "/wallets/alice/withdrawals",
                        "{\"amount\":1,\"currency\":\"EUR\",\"require\":{\"available\":{\"gte\":\"50.00\"}}}"),
                412,
                "condition-failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "PUT  | overdraft-limits/EUR     | {}                                | limit",
                "PUT  | overdraft-limits/EUR     | {'limit':true}                    | limit",
                "PUT  | overdraft-limits/EUR     | {'limit':1,'currency':'EUR'}      | currency",
                "PUT  | overdraft-limits/EUR     | {'limit':1,'amount':1}            | amount",
                "POST | schedules/alice~7/cancel | {'scheduleId':'alice~7'}          | scheduleId",
                "POST | schedules/alice~7/cancel | {'to':'bob'}                      | to",
                "POST | transfers | {'to':'b','amount':1,'currency':'EUR','executeAt':'soon'} | executeAt",
                "POST | transfers | {'to':'b','amount':1,'currency':'EUR','expiresIn':'PT1H'} | expiresIn"
            })
    void namesTheFieldAtFault(String method, String path, String body, String field) throws Exception {
        String json = body.replace('\'', '"');

        HttpResponse<String> response = method.equals("PUT")
                ? gateway.put("/wallets/alice/" + path, json)
                : gateway.post("/wallets/alice/" + path, json);

        JsonNode problem = RunningGateway.problem(response, 400, "malformed-command");
        assertThat(problem.get("field").asText()).isEqualTo(field);
        assertThat(gateway.commands.sent).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "schedules/alice/cancel, bad-schedule-id",
        "schedules/alice~0/cancel, bad-schedule-id",
        "schedules/alice~x/cancel, bad-schedule-id"
    })
    void refusesAnIllFormedScheduleId(String path, String code) throws Exception {
        RunningGateway.problem(gateway.post("/wallets/alice/" + path, ""), 400, code);
        assertThat(gateway.commands.sent).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eur", "E", "TOOLONGACURRENCY"})
    void refusesAnIllFormedCurrency(String currency) throws Exception {
        JsonNode problem = RunningGateway.problem(
                gateway.put("/wallets/alice/overdraft-limits/" + currency, "{\"limit\":1}"), 400, "bad-currency");
        assertThat(problem.get("field").asText()).isEqualTo("currency");
        assertThat(gateway.commands.sent).isEmpty();
    }
}
