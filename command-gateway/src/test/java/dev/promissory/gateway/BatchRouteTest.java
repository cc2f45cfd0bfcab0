package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.domain.Rejection;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.Outcome.Rejected;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchRouteTest {

    private final RunningGateway gateway = new RunningGateway().steward(Answers::accepted);

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void answersEachLineWithItsOutcome() throws Exception {
        HttpResponse<String> response =
                gateway.post("/commands", deposit("c-1") + "\n" + deposit("c-2").replace("alice", "bob") + "\n");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        assertThat(response.body()).endsWith("\n");
        List<JsonNode> lines = lines(response);
        assertThat(lines).extracting(line -> line.get("commandId").asText()).containsExactly("c-1", "c-2");
        assertThat(lines).extracting(line -> line.get("walletId").asText()).containsExactly("alice", "bob");
        assertThat(lines).allMatch(line -> line.get("status").asText().equals("accepted"));
    }

    @Test
    void answersNothingWithNothing() throws Exception {
        HttpResponse<String> response = gateway.post("/commands", "\n \n");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void keepsTheOrderWhenTheAnswersDoNot() throws Exception {
        gateway.commands.on(FakeCommands.HOLD);
        String body = IntStream.range(0, 400).mapToObj(i -> deposit("c-" + i)).collect(Collectors.joining("\n"));
        CompletableFuture<HttpResponse<String>> batch = gateway.postLater("/commands", body);
        await().until(() -> gateway.commands.sent.size() == 400);
        List<ProducerRecord<byte[], byte[]>> shuffled = new ArrayList<>(gateway.commands.sent);
        Collections.shuffle(shuffled, new Random(1));

        shuffled.forEach(asked -> gateway.answer(asked, Answers.accepted(RunningGateway.command(asked))));

        assertThat(lines(batch.get()))
                .extracting(line -> line.get("commandId").asText())
                .containsExactlyElementsOf(
                        IntStream.range(0, 400).mapToObj(i -> "c-" + i).toList());
    }

    @Test
    void goesOnAfterALineThatIsNoCommand() throws Exception {
        String tooLong = "x".repeat(CommandJson.MAX_BYTES + 1);
        HttpResponse<String> response = gateway.post(
                "/commands",
                String.join(
                        "\n",
                        deposit("c-1"),
                        "garbage",
                        "",
                        "{\"type\":\"Deposit\",\"walletId\":\"alice\",\"commandId\":\"c-2\",\"amount\":\"x\"}",
                        tooLong,
                        "{\"type\":\"Deposit\",\"walletId\":\"alice\",\"amount\":1,\"currency\":\"EUR\"}",
                        deposit("c-3")));

        List<JsonNode> lines = lines(response);
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0).get("status").asText()).isEqualTo("accepted");
        assertRejected(lines.get(1), "malformed-command", 2);
        assertRejected(lines.get(2), "malformed-command", 4);
        assertThat(lines.get(2).get("walletId").asText()).isEqualTo("alice");
        assertThat(lines.get(2).get("commandId").asText()).isEqualTo("c-2");
        assertThat(lines.get(2).get("field").asText()).isEqualTo("amount");
        assertRejected(lines.get(3), "command-too-large", 5);
        assertRejected(lines.get(4), "malformed-command", 6);
        assertThat(lines.get(4).get("field").asText()).isEqualTo("commandId");
        assertThat(lines.get(5).get("commandId").asText()).isEqualTo("c-3");
        assertThat(gateway.commands.sent).hasSize(2);
    }

    @Test
    void tellsARejectionFromWhatItDoesNotKnow() throws Exception {
        try (RunningGateway other = new RunningGateway(Duration.ofMillis(200), 100)) {
            other.commands.on((record, callback) -> {
                switch (RunningGateway.command(record).commandId().value()) {
                    case "rejected" ->
                        other.answer(
                                record, Answers.rejected(RunningGateway.command(record), Rejection.INSUFFICIENT_FUNDS));
                    case "refused" ->
                        FakeCommands.refuse(new TimeoutException("full")).handle(record, callback);
                    case "lost" ->
                        FakeCommands.failOnItsWay(new TimeoutException("late")).handle(record, callback);
                    default -> FakeCommands.acknowledge(record, callback);
                }
            });

            List<JsonNode> lines = lines(other.post(
                    "/commands",
                    String.join("\n", deposit("rejected"), deposit("refused"), deposit("lost"), deposit("late"))));

            assertThat(lines)
                    .extracting(line -> line.get("status").asText())
                    .containsExactly("rejected", "not-accepted", "unknown", "unknown");
            assertThat(lines)
                    .extracting(line -> line.get("commandId").asText())
                    .containsExactly("rejected", "refused", "lost", "late");
            assertThat(lines.get(0).get("code").asText()).isEqualTo("insufficient-funds");
            assertThat(lines.get(1).get("code").asText()).isEqualTo("kafka-unavailable");
            assertThat(lines.get(2).get("location").asText()).isEqualTo("/wallets/alice/commands/lost");
        }
    }

    @Test
    void waitsForRoomRatherThanRefuse() throws Exception {
        try (RunningGateway narrow = new RunningGateway(Duration.ofSeconds(20), 2).steward(Answers::accepted)) {
            String body =
                    IntStream.range(0, 200).mapToObj(i -> deposit("c-" + i)).collect(Collectors.joining("\n"));

            assertThat(lines(narrow.post("/commands", body)))
                    .hasSize(200)
                    .allMatch(line -> line.get("status").asText().equals("accepted"));
        }
    }

    @Test
    void answersALineBeforeTheNextOneComes() throws Exception {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            writeHead(out, "Transfer-Encoding: chunked");
            for (int i = 0; i < 3; i++) {
                writeChunk(out, deposit("c-" + i) + "\n");
                String line = in.readLine();
                while (!line.startsWith("{")) {
                    line = in.readLine();
                }
                assertThat(RunningGateway.json(line).get("commandId").asText()).isEqualTo("c-" + i);
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(gateway.commands.sent).hasSize(3);
    }

    /**
     * More than fits into all buffers between the two, both ways: a server that stopped reading because nobody reads
     * its answers would wait for the client for ever, and the client for it.
     */
    @Test
    void readsOnWhileTheClientDoesNot() throws Exception {
        int count = 12_000;
        String padding = "x".repeat(2_000);
        gateway.steward(command -> new Rejected(
                command.walletId(), command.commandId(), 1, Rejection.WALLET_FROZEN, padding, Optional.empty(), false));
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            writeHead(out, "Transfer-Encoding: chunked");
            for (int i = 0; i < count; i++) {
                writeChunk(out, deposit("c-" + i).replace("}", ",\"reference\":\"" + padding + "\"}\n"));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(answerLines(socket))
                    .hasSize(count)
                    .allMatch(line -> line.contains(padding))
                    .extracting(line -> line.substring(0, line.indexOf("\",\"walletId")))
                    .containsExactlyElementsOf(IntStream.range(0, count)
                            .mapToObj(i -> "{\"v\":1,\"commandId\":\"c-" + i)
                            .toList());
        }
    }

    @Test
    void stopsWhenTheClientIsGone() throws Exception {
        gateway.commands.on(FakeCommands.HOLD);
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            writeHead(out, "Transfer-Encoding: chunked");
            writeChunk(out, deposit("c-1") + "\n" + deposit("c-2"));
            await().until(() -> gateway.commands.sent.size() == 1);
        }

        ProducerRecord<byte[], byte[]> asked = gateway.commands.sent.getFirst();
        gateway.answer(asked, Answers.accepted(RunningGateway.command(asked)));

        await().until(() ->
                Integer.valueOf(0).equals(gateway.gateway.health().details().get("inFlight")));
        await().until(() -> gateway.metrics.scrape().contains("route=\"/commands\""));
        assertThat(gateway.commands.sent).as("half a line is no command").hasSize(1);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.server.port()));
        return socket;
    }

    /** All lines of an answer that ends with its connection, and so is not chunked. */
    private static List<String> answerLines(Socket socket) throws IOException {
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("chunked");
        return answer.substring(answer.indexOf("\r\n\r\n") + 4).lines().toList();
    }

    private static void writeHead(OutputStream out, String length) throws IOException {
        out.write(("POST /commands HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static void writeChunk(OutputStream out, String text) throws IOException {
        out.write((Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String deposit(String commandId) {
        return "{\"type\":\"Deposit\",\"walletId\":\"alice\",\"commandId\":\"" + commandId
                + "\",\"amount\":\"1\",\"currency\":\"EUR\"}";
    }

    private static List<JsonNode> lines(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : response.body().lines().toList()) {
            lines.add(RunningGateway.json(line));
        }
        return lines;
    }

    private static void assertRejected(JsonNode line, String code, int number) {
        assertThat(line.get("status").asText()).isEqualTo("rejected");
        assertThat(line.get("code").asText()).isEqualTo(code);
        assertThat(line.get("line").asInt()).isEqualTo(number);
        assertThat(line.get("detail").asText()).isNotBlank();
    }
}
