package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.domain.Rejection;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.HeaderNames;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
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
    void answersOnceForAllLinesBeyondTheMostThatItTakes() throws Exception {
        StringBuilder body = new StringBuilder("no command\n\n");
        IntStream.rangeClosed(2, Batch.MAX_COMMANDS + 1)
                .forEach(i -> body.append(deposit("c-" + i)).append('\n'));
        body.append("no command either\n".repeat(20_000)).append(deposit("last"));

        List<JsonNode> lines = lines(gateway.post("/commands", body.toString()));

        assertThat(lines).hasSize(Batch.MAX_COMMANDS + 1);
        assertRejected(lines.getFirst(), "malformed-command", 1);
        assertThat(lines.subList(1, Batch.MAX_COMMANDS))
                .allMatch(line -> line.get("status").asText().equals("accepted"));
        assertTooMany(lines.getLast(), 10_002);
        assertThat(gateway.commands.sent).hasSize(Batch.MAX_COMMANDS - 1);
    }

    @Test
    void answersOnceForAllWhereTheFirstLineBeyondIsNoCommand() throws Exception {
        List<JsonNode> lines = lines(gateway.post("/commands", "no command\n".repeat(Batch.MAX_COMMANDS + 20_000)));

        assertThat(lines).hasSize(Batch.MAX_COMMANDS + 1);
        assertRejected(lines.get(Batch.MAX_COMMANDS - 1), "malformed-command", 10_000);
        assertTooMany(lines.getLast(), 10_001);
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

    private static void assertTooMany(JsonNode line, int number) {
        assertThat(line.get("status").asText()).isEqualTo("not-accepted");
        assertThat(line.get("code").asText()).isEqualTo("too-many-commands");
        assertThat(line.get("line").asInt()).isEqualTo(number);
    }

    private static void assertRejected(JsonNode line, String code, int number) {
        assertThat(line.get("status").asText()).isEqualTo("rejected");
        assertThat(line.get("code").asText()).isEqualTo(code);
        assertThat(line.get("line").asInt()).isEqualTo(number);
        assertThat(line.get("detail").asText()).isNotBlank();
    }
}
