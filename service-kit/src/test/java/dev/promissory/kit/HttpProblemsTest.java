package dev.promissory.kit;

import static dev.promissory.kit.Served.assertProblem;
import static dev.promissory.kit.Served.assertRawProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong over HTTP, the answer is a problem document. */
class HttpProblemsTest {

    private static Served served;

    @BeforeAll
    static void serve() {
        served = new Served(HttpProblemsTest::routes);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static void routes(RoutesConfig routes) {
        routes.get("/wallets/{id}", ctx -> ctx.result(ctx.pathParam("id") + ctx.queryParamMap()));
        routes.put("/wallets/{id}", ctx -> ctx.result(RequestBody.read(ctx, 1_000)));
        routes.get("/bug", HttpProblemsTest::fail);
        routes.get("/endless", HttpProblemsTest::recurse);
        routes.get(
                "/later", ctx -> ctx.future(() -> CompletableFuture.failedFuture(new IllegalStateException("secret"))));
        routes.get("/refused", HttpProblemsTest::refuse);
        routes.post("/bodies", ctx -> ctx.result("read " + RequestBody.read(ctx, 1_000).length));
    }

    private static void fail(Context ctx) {
        throw new IllegalStateException("secret");
    }

    private static void recurse(Context ctx) {
        recurse(ctx);
    }

    private static void refuse(Context ctx) {
        throw new ProblemException(Problem.of(422, "invalid-amount", "The amount must be above zero.")
                .withField("amount")
                .withRetryAfter(Duration.ofMillis(1_200)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"})
    void anUnknownPathIsNotFound(String method) throws Exception {
        assertProblem(served.send(method, "/nothing/here"), 404, "not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "OPTIONS", "BREW"})
    void aWrongMethodNamesTheRightOnes(String method) throws Exception {
        HttpResponse<String> response = served.send(method, "/wallets/alice");

        assertProblem(response, 405, "method-not-allowed");
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, PUT");
    }

    @Test
    void whoAsksForHtmlGetsAProblemAllTheSame() throws Exception {
        HttpResponse<String> response = served.send(served.request("/wallets/alice")
                .header("Accept", "text/html")
                .DELETE()
                .build());

        assertProblem(response, 405, "method-not-allowed");
        assertThat(response.headers().firstValue("Allow")).hasValue("GET, HEAD, PUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bug", "/endless", "/later"})
    void anUnhandledExceptionTellsNothingOfItself(String path) throws Exception {
        HttpResponse<String> response = served.send("GET", path);

        assertProblem(response, 500, "internal-error");
        assertThat(response.body()).doesNotContain("secret");
    }

    @Test
    void aProblemExceptionIsAnsweredWithItsProblem() throws Exception {
        HttpResponse<String> response = served.send("GET", "/refused");

        JsonNode problem = assertProblem(response, 422, "invalid-amount");
        assertThat(problem.get("field").asText()).isEqualTo("amount");
        assertThat(problem.get("title").asText()).isEqualTo("Invalid amount");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/wallets/%zz",
                "/wallets/%",
                "/wallets/%ff",
                "/wallets/a%2Fb",
                "/wallets/%2e%2e/b",
                "/wallets/a%00b",
                "//wallets/a",
                "/wallets/alice?limit=%zz",
                "/wallets/alice?limit=%",
                "/wallets/alice?limit=%ff",
                "/wallets/\u00e4"
            })
    void badUrlEncodingIsMalformed(String path) throws Exception {
        assertRawProblem(
                served.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                400,
                "malformed-request");
    }

    @Test
    void alsoForAMethodWithABody() throws Exception {
        assertRawProblem(
                served.raw("PUT /wallets/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
                400,
                "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\r\n\r\n",
                "\u0001\u0002\u0003 \u0004\r\n\r\n",
                "GET /wallets/alice HTTP/1.1\r\n\r\n",
                "GET /wallets/alice HTTP/1.1\r\nHost: x\r\nNo colon here\r\n\r\n",
                "POST /bodies HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
                "POST /bodies HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST /bodies HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nno number\r\nab",
                "POST /bodies HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcdef\r\n0\r\n\r\n",
                "POST /bodies HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nab",
            })
    void whatIsNoHttpIsMalformed(String request) throws Exception {
        assertRawProblem(served.raw(request), 400, "malformed-request");
    }

    @Test
    void theVersionOfAnotherProtocolIsNotSupported() throws Exception {
        assertRawProblem(
                served.raw("GET /wallets/alice HTTP/7.3\r\nHost: x\r\n\r\n"), 505, "http-version-not-supported");
    }

    @Test
    void headersMayNotBeTooLarge() throws Exception {
        String header = "X-Large: " + "a".repeat(20_000);

        assertRawProblem(
                served.raw("GET /wallets/alice HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n"),
                431,
                "headers-too-large");
    }

    @Test
    void aUrlMayNotBeTooLong() throws Exception {
        assertRawProblem(
                served.raw("GET /wallets/" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"), 414, "uri-too-long");
    }

    /** Its client may have sent the next request already, and must know that it is not answered here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /wallets/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /wallets/LONG HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /wallets/alice HTTP/1.1\r\nHost: x\r\nX-Large: LONG\r\n\r\n",
                "GET /wallets/alice HTTP/1.1\r\n\r\n",
                "GARBAGE\r\n\r\n"
            })
    void aConnectionThatIsClosedIsSaidToBe(String request) throws Exception {
        String response = served.raw(
                request.replace("LONG", "a".repeat(20_000)) + "GET /wallets/alice HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(response).containsOnlyOnce("HTTP/1.1 ");
        assertThat(response.split("\r\n\r\n", 2)[0]).containsIgnoringCase("\r\nConnection: close");
    }

    @Test
    void aConnectionThatStaysOpenIsNot() throws Exception {
        String response = served.raw("GET /bug HTTP/1.1\r\nHost: x\r\n\r\nGET /nothing HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(response).contains("HTTP/1.1 500 ", "HTTP/1.1 404 ").doesNotContainIgnoringCase("Connection: close");
    }

    @Test
    void noRouteSpeaksWebSocket() throws Exception {
        assertRawProblem(
                served.raw("GET /wallets/alice HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                        + "Sec-WebSocket-Version: 13\r\n\r\n"),
                404,
                "not-found");
    }

    @Test
    void aBodyOfTheLongestLengthIsRead() throws Exception {
        HttpResponse<String> response = served.send(served.request("/bodies")
                .POST(BodyPublishers.ofString("a".repeat(1_000)))
                .build());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("read 1000");
    }

    @Test
    void noBodyIsAnEmptyOne() throws Exception {
        HttpResponse<String> response = served.send("POST", "/bodies");

        assertThat(response.body()).isEqualTo("read 0");
    }

    @Test
    void oneByteMoreIsTooLarge() throws Exception {
        HttpResponse<String> response = served.send(served.request("/bodies")
                .POST(BodyPublishers.ofString("a".repeat(1_001)))
                .build());

        assertProblem(response, 413, "command-too-large");
    }

    @Test
    void aDeclaredLengthIsRefusedBeforeAnyByteOfIt() throws Exception {
        assertRawProblem(
                served.raw("POST /bodies HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                        + "Content-Length: 999999999999\r\n\r\n"),
                413,
                "command-too-large");
    }

    @Test
    void aBodyWithoutADeclaredLengthIsBoundedToo() throws Exception {
        String chunk = "200\r\n" + "a".repeat(512) + "\r\n";

        assertRawProblem(
                served.raw("POST /bodies HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "0\r\n\r\n"),
                413,
                "command-too-large");
    }

    @Test
    void goodEncodingIsDecoded() throws Exception {
        HttpResponse<String> response = served.send("GET", "/wallets/%61lice?name=J%C3%BCrgen+M");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("alice{name=[J\u00fcrgen M]}");
    }
}
