package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.protocol.CommandJson;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever arrives as a body is answered as the fault of the one who sent it. */
class BadBodiesTest {

    private final RunningGateway gateway = new RunningGateway().steward(Answers::accepted);

    @AfterEach
    void close() {
        gateway.close();
    }

    static Stream<Arguments> garbage() {
        String deep = "[".repeat(30_000);
        return Stream.of(
                        Arguments.of("no JSON", "hello".getBytes(StandardCharsets.UTF_8)),
                        Arguments.of("blank", " \n".getBytes(StandardCharsets.UTF_8)),
                        Arguments.of("an array", "[]".getBytes(StandardCharsets.UTF_8)),
                        Arguments.of("a number", "7".getBytes(StandardCharsets.UTF_8)),
                        Arguments.of("null", "null".getBytes(StandardCharsets.UTF_8)),
                        Arguments.of("cut off", "{\"amount\":".getBytes(StandardCharsets.UTF_8)),
                        Arguments.of("two values", "{} {}".getBytes(StandardCharsets.UTF_8)),
                        Arguments.of("NaN", "{\"amount\":NaN}".getBytes(StandardCharsets.UTF_8)),
                        Arguments.of("deep", deep.getBytes(StandardCharsets.UTF_8)),
                        Arguments.of("deep in a field", ("{\"amount\":" + deep).getBytes(StandardCharsets.UTF_8)),
                        Arguments.of(
                                "duplicate field",
                                "{\"amount\":1,\"amount\":2,\"currency\":\"EUR\"}".getBytes(StandardCharsets.UTF_8)),
                        Arguments.of(
                                "duplicate field deeper",
                                "{\"metadata\":{\"a\":\"1\",\"a\":\"2\"}}".getBytes(StandardCharsets.UTF_8)),
                        Arguments.of("NUL bytes", new byte[100]),
                        Arguments.of("NUL inside", "{\"a\0\":1}".getBytes(StandardCharsets.UTF_8)),
                        Arguments.of("UTF-16", "{\"amount\":1}".getBytes(StandardCharsets.UTF_16)),
                        Arguments.of("no UTF-8", "{\"owner\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)),
                        Arguments.of("0xFF", new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 0, 1}),
                        Arguments.of(
                                "huge number",
                                ("{\"amount\":" + "9".repeat(60_000) + ",\"currency\":\"EUR\"}")
                                        .getBytes(StandardCharsets.UTF_8)),
                        Arguments.of(
                                "huge exponent",
                                "{\"amount\":1e999999999,\"currency\":\"EUR\"}".getBytes(StandardCharsets.UTF_8)),
                        Arguments.of(
                                "exponent beyond int",
                                "{\"amount\":1e-99999999999,\"currency\":\"EUR\"}".getBytes(StandardCharsets.UTF_8)),
                        Arguments.of(
                                "a short number that is a long decimal",
                                "{\"amount\":1e200,\"currency\":\"EUR\"}".getBytes(StandardCharsets.UTF_8)),
                        Arguments.of(
                                "a number of 300 digits",
                                ("{\"amount\":" + "9".repeat(300) + ",\"currency\":\"EUR\"}")
                                        .getBytes(StandardCharsets.UTF_8)),
                        Arguments.of("half a character", "{\"\\ud800\":1}".getBytes(StandardCharsets.UTF_8)),
                        Arguments.of(
                                "half a character as owner",
                                "{\"owner\":\"\\ud800\"}".getBytes(StandardCharsets.UTF_8)))
                .flatMap(each -> Stream.of("/wallets/alice/deposits", "/wallets/alice/transfers", "/api/send/alice")
                        .map(path -> Arguments.of(each.get()[0], path, each.get()[1])));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("garbage")
    void answersGarbageWith400(String what, String path, byte[] body) throws Exception {
        HttpResponse<String> response = gateway.post(path, body);

        RunningGateway.problem(response, 400, "malformed-command");
        assertThat(gateway.commands.sent).isEmpty();
        assertThat(response.body()).doesNotContain("Exception", "jackson");
    }

    @Test
    void takesABodyOfJustTheLimit() throws Exception {
        assertThat(gateway.post("/wallets/alice/deposits", padded(CommandJson.MAX_BYTES))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void refusesABodyOverTheLimit() throws Exception {
        for (String path : List.of("/wallets/alice/deposits", "/wallets/alice/transfers", "/api/send/alice")) {
            HttpResponse<String> response = gateway.post(path, padded(CommandJson.MAX_BYTES + 1));
            RunningGateway.problem(response, 413, "command-too-large");
            assertThat(response.headers().firstValue("Connection")).contains("close");
        }
        assertThat(gateway.commands.sent).isEmpty();
    }

    @Test
    void refusesACommandThatTheIdsMakeTooLong() throws Exception {
        String around = "{\"owner\":\"\"}";
        String owner = "x".repeat(CommandJson.MAX_BYTES - around.length());

        HttpResponse<String> response = gateway.put("/wallets/alice", "{\"owner\":\"" + owner + "\"}");

        RunningGateway.problem(response, 413, "command-too-large");
        assertThat(gateway.commands.sent).isEmpty();
    }

    private static byte[] padded(int length) {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) ' ');
        byte[] json = "{\"amount\":1,\"currency\":\"EUR\"}".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(json, 0, body, 0, json.length);
        return body;
    }
}
