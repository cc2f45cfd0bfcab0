package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.domain.Rejection;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Outcome.Rejected;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
        String body = IntStream.range(0, 60).mapToObj(i -> deposit("c-" + i)).collect(Collectors.joining("\n"));
        CompletableFuture<HttpResponse<String>> batch = gateway.postLater("/commands", body);
        await().until(() -> gateway.commands.sent.size() == 60);
        List<ProducerRecord<byte[], byte[]>> shuffled = new ArrayList<>(gateway.commands.sent);
        Collections.shuffle(shuffled, new Random(1));

        shuffled.forEach(asked -> gateway.answer(asked, Answers.accepted(RunningGateway.command(asked))));

        assertThat(lines(batch.get()))
                .extracting(line -> line.get("commandId").asText())
                .containsExactlyElementsOf(
                        IntStream.range(0, 60).mapToObj(i -> "c-" + i).toList());
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
                assertThat(answerLine(in).get("commandId").asText()).isEqualTo("c-" + i);
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
        int count = Batch.MAX_COMMANDS;
        String padding = "x".repeat(2_400);
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
    void answersInTheirPlaceTheLinesBeyondTheMostThatItTakes() throws Exception {
        StringBuilder body = new StringBuilder("no command\n\n");
        IntStream.rangeClosed(2, Batch.MAX_COMMANDS + 1)
                .forEach(i -> body.append(deposit("c-" + i)).append('\n'));
        body.append("no command either\n").append(deposit("last"));

        List<JsonNode> lines = lines(gateway.post("/commands", body.toString()));

        assertThat(lines).hasSize(Batch.MAX_COMMANDS + 3);
        assertRejected(lines.getFirst(), "malformed-command", 1);
        assertThat(lines.subList(1, Batch.MAX_COMMANDS))
                .allMatch(line -> line.get("status").asText().equals("accepted"));
        assertOneTooMany(lines.get(Batch.MAX_COMMANDS), "c-10001", 10_002);
        assertRejected(lines.get(Batch.MAX_COMMANDS + 1), "malformed-command", 10_003);
        assertOneTooMany(lines.getLast(), "last", 10_004);
        assertThat(gateway.commands.sent).hasSize(Batch.MAX_COMMANDS - 1);
    }

    @Test
    void readsWhatWindowsWrites() throws Exception {
        List<JsonNode> lines =
                lines(gateway.post("/commands", "\uFEFF" + deposit("c-1") + "\r\n\r\n" + deposit("c-2") + "\r\n"));

        assertThat(lines).extracting(line -> line.get("commandId").asText()).containsExactly("c-1", "c-2");
        assertThat(lines).allMatch(line -> line.get("status").asText().equals("accepted"));
    }

    @Test
    void answersTheSameCommandTwiceWhenItComesTwice() throws Exception {
        Set<String> known = ConcurrentHashMap.newKeySet();
        gateway.steward(command ->
                known.add(command.commandId().value()) ? Answers.accepted(command) : Answers.replayed(command));

        List<JsonNode> lines =
                lines(gateway.post("/commands", String.join("\n", deposit("c-1"), deposit("c-2"), deposit("c-1"))));

        assertThat(lines)
                .extracting(line -> line.get("commandId").asText() + line.has("replayed"))
                .containsExactly("c-1false", "c-2false", "c-1true");
        assertThat(gateway.commands.sent)
                .extracting(record -> RunningGateway.header(record, HeaderNames.REQUEST_ID))
                .doesNotHaveDuplicates();
    }

    @Test
    void goesOnAfterALineWhoseAnswerDoesNotCome() throws Exception {
        try (RunningGateway impatient = new RunningGateway(Duration.ofMillis(200), 100)) {
            impatient.commands.on((record, callback) -> {
                FakeCommands.acknowledge(record, callback);
                if (!RunningGateway.command(record).commandId().value().equals("late")) {
                    impatient.answer(record, Answers.accepted(RunningGateway.command(record)));
                }
            });

            List<JsonNode> lines = lines(impatient.post(
                    "/commands", String.join("\n", deposit("before"), deposit("late"), deposit("after"))));

            assertThat(lines)
                    .extracting(line -> line.get("status").asText())
                    .containsExactly("accepted", "unknown", "accepted");
            assertThat(lines.get(1).get("location").asText()).isEqualTo("/wallets/alice/commands/late");
        }
    }

    @Test
    void saysWhatWasNotAcceptedWhenKafkaGoesAwayInTheMiddle() throws Exception {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            writeHead(out, "Transfer-Encoding: chunked");
            writeChunk(out, deposit("c-1") + "\n");
            assertThat(answerLine(in).get("status").asText()).isEqualTo("accepted");

            gateway.brokerAway = true;
            await().until(() -> !gateway.gateway.health().ready());
            writeChunk(out, deposit("c-2") + "\n");
            JsonNode away = answerLine(in);
            assertThat(away.get("status").asText()).isEqualTo("not-accepted");
            assertThat(away.get("code").asText()).isEqualTo("kafka-unavailable");
            assertThat(away.get("commandId").asText()).isEqualTo("c-2");

            gateway.brokerAway = false;
            await().until(() -> gateway.gateway.health().ready());
            writeChunk(out, deposit("c-3") + "\n");
            assertThat(answerLine(in).get("status").asText()).isEqualTo("accepted");
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(gateway.commands.sent).hasSize(2);
    }

    /** As much as a request can be: what waits for an answer at any moment is a small part of it. */
    @Test
    void holdsLittleOfTheLongestRequestThereIs() throws Exception {
        BlockingQueue<ProducerRecord<byte[], byte[]>> held = new LinkedBlockingQueue<>();
        AtomicLong heldBytes = new AtomicLong();
        AtomicLong mostBytes = new AtomicLong();
        gateway.commands.on((record, callback) -> {
            gateway.commands.sent.clear();
            mostBytes.accumulateAndGet(heldBytes.addAndGet(record.value().length), Math::max);
            held.add(record);
        });
        String around = deposit("c-10000").replace("}", ",\"reference\":\"\"}");
        String padding = "x".repeat(CommandJson.MAX_BYTES - around.length() - "\"v\":1,".length());
        try (Socket socket = connect()) {
            Thread.ofVirtual().start(() -> {
                try {
                    OutputStream out = socket.getOutputStream();
                    writeHead(out, "Transfer-Encoding: chunked");
                    for (int i = 1; i <= Batch.MAX_COMMANDS; i++) {
                        writeChunk(out, deposit("c-" + i).replace("}", ",\"reference\":\"" + padding + "\"}\n"));
                    }
                    out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            CompletableFuture<List<String>> lines = CompletableFuture.supplyAsync(() -> answerLines(socket));
            // Only what fills the room, or ends the request, is answered: so the room is seen to be full.
            for (int answered = 0; answered < Batch.MAX_COMMANDS; ) {
                int wanted = Math.min(Batch.MAX_WAITING_BYTES / CommandJson.MAX_BYTES, Batch.MAX_COMMANDS - answered);
                List<ProducerRecord<byte[], byte[]>> full = new ArrayList<>();
                while (full.size() < wanted) {
                    full.add(Objects.requireNonNull(held.poll(20, TimeUnit.SECONDS), "nothing more was sent"));
                }
                for (ProducerRecord<byte[], byte[]> asked : full) {
                    heldBytes.addAndGet(-asked.value().length);
                    gateway.answer(asked, Answers.accepted(RunningGateway.command(asked)));
                }
                answered += wanted;
            }

            assertThat(lines.get()).hasSize(Batch.MAX_COMMANDS).allMatch(line -> line.contains("\"accepted\""));
            assertThat(mostBytes.get()).isLessThanOrEqualTo(Batch.MAX_WAITING_BYTES);
        }
    }

    @Test
    void leavesHalfOfTheRoomToOthers() throws Exception {
        try (RunningGateway narrow = new RunningGateway(Duration.ofSeconds(20), 10)) {
            String body =
                    IntStream.range(0, 50).mapToObj(i -> deposit("c-" + i)).collect(Collectors.joining("\n"));
            CompletableFuture<HttpResponse<String>> batch = narrow.postLater("/commands", body);
            await().until(() -> narrow.commands.sent.size() == 5);
            CompletableFuture<HttpResponse<String>> other =
                    narrow.postLater("/wallets/bob/deposits", "{\"amount\":\"1\",\"currency\":\"EUR\"}");
            await().until(() -> narrow.commands.sent.size() == 6);

            List<ProducerRecord<byte[], byte[]>> waiting = List.copyOf(narrow.commands.sent);
            narrow.steward(Answers::accepted);
            waiting.forEach(asked -> narrow.answer(asked, Answers.accepted(RunningGateway.command(asked))));

            assertThat(other.get().statusCode()).isEqualTo(201);
            assertThat(lines(batch.get())).hasSize(50);
        }
    }

    /** Whoever goes away without reading leaves nothing behind that waits; what was sent stays sent. */
    @Test
    void isDoneWithAClientThatGoesAwayBeforeItsAnswers() throws Exception {
        String padding = "x".repeat(60_000);
        gateway.steward(command -> new Rejected(
                command.walletId(), command.commandId(), 1, Rejection.WALLET_FROZEN, padding, Optional.empty(), false));
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            writeHead(out, "Transfer-Encoding: chunked");
            for (int i = 0; i < 500; i++) {
                writeChunk(out, deposit("c-" + i) + "\n");
            }
            await().until(() -> gateway.commands.sent.size() == 500);
            socket.setSoLinger(true, 0);
        }

        await().until(() -> gateway.metrics.scrape().contains("route=\"/commands\""));
        assertThat(gateway.gateway.health().details().get("inFlight")).isEqualTo(0);
        assertThat(gateway.commands.sent).hasSize(500);
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
    private static List<String> answerLines(Socket socket) {
        String answer;
        try {
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("chunked");
        return answer.substring(answer.indexOf("\r\n\r\n") + 4).lines().toList();
    }

    /** The next line of an answer that still goes on: heads and lengths of chunks are passed over. */
    private static JsonNode answerLine(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (!line.startsWith("{")) {
            line = in.readLine();
        }
        return RunningGateway.json(line);
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

    private static void assertOneTooMany(JsonNode line, String commandId, int number) {
        assertThat(line.get("status").asText()).isEqualTo("not-accepted");
        assertThat(line.get("code").asText()).isEqualTo("too-many-commands");
        assertThat(line.get("walletId").asText()).isEqualTo("alice");
        assertThat(line.get("commandId").asText()).isEqualTo(commandId);
        assertThat(line.get("line").asInt()).isEqualTo(number);
    }

    private static void assertRejected(JsonNode line, String code, int number) {
        assertThat(line.get("status").asText()).isEqualTo("rejected");
        assertThat(line.get("code").asText()).isEqualTo(code);
        assertThat(line.get("line").asInt()).isEqualTo(number);
        assertThat(line.get("detail").asText()).isNotBlank();
    }
}
