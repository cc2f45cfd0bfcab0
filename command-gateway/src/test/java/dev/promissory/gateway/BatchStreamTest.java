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
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch of commands as a connection sees it: both sides stream, and either may be slow or go away. */
class BatchStreamTest {

    private final RunningGateway gateway = new RunningGateway().steward(Answers::accepted);

    @AfterEach
    void close() {
        gateway.close();
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

    @Test
    void aRequestThatBreaksOffBeforeItsFirstAnswerIsMalformed() throws Exception {
        try (Socket socket = connect()) {
            writeHead(socket.getOutputStream(), "Content-Length: 500");
            socket.getOutputStream().write(("\n" + deposit("c-1")).getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("\"code\":\"malformed-request\"");
        }
        assertThat(gateway.commands.sent).isEmpty();
    }

    /** Without its last chunk, no client takes the answer for a whole one. */
    @ParameterizedTest
    @ValueSource(strings = {"no number\r\n", ""})
    void anAnswerToARequestThatBreaksOffLaterHasNoEnd(String broken) throws Exception {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out.write("POST /commands HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            writeChunk(out, deposit("c-1") + "\n");
            assertThat(answerLine(in).get("status").asText()).isEqualTo("accepted");
            out.write(broken.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();

            assertThat(in.lines().toList()).as("what follows").doesNotContain("0");
        }
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
}
