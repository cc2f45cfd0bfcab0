package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.domain.Command;
import dev.promissory.domain.Command.Freeze;
import dev.promissory.domain.CommandHead;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** What a caller hears when it is not the steward who speaks. */
class HonestAnswersTest {

    private static final String DEPOSITS = "/wallets/alice/deposits";
    private static final String MONEY = "{\"amount\":\"12.50\",\"currency\":\"EUR\"}";

    @Test
    void saysUnknownWhenTheAnswerDoesNotComeInTime() throws Exception {
        try (RunningGateway gateway = new RunningGateway(Duration.ofMillis(100), 10)) {
            gateway.commands.on(FakeCommands::acknowledge);

            assertUnknown(gateway.post(DEPOSITS, MONEY, "Idempotency-Key", "d-1"));

            assertThat(gateway.gateway.health().details()).containsEntry("inFlight", 0);
        }
    }

    @Test
    void refusesEveryCommandToStewardsWhoseStateIsBeingRebuiltAndTakesItAfterwards() throws Exception {
        try (RunningGateway gateway = new RunningGateway()) {
            gateway.steward(Answers::accepted);
            gateway.stewardsRebuilding = true;

            assertUnavailable(gateway.post(DEPOSITS, MONEY, "Idempotency-Key", "d-1"), "stewards-rebuilding");
            assertUnavailable(
                    gateway.post(DEPOSITS, MONEY, "Idempotency-Key", "d-1", "Prefer", "respond-async"),
                    "stewards-rebuilding");
            assertThat(gateway.commands.sent).isEmpty();
            assertThat(gateway.gateway.health().details()).containsEntry("stewardsRebuilding", true);

            gateway.stewardsRebuilding = false;
            assertThat(gateway.post(DEPOSITS, MONEY, "Idempotency-Key", "d-1").statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void saysUnknownWhenNeitherKafkaNorTheStewardSpeaks() throws Exception {
        try (RunningGateway gateway = new RunningGateway(Duration.ofMillis(100), 10)) {
            HttpResponse<String> response =
                    gateway.post(DEPOSITS, MONEY, "Idempotency-Key", "d-1", "Prefer", "respond-async");

            assertUnknown(response);
            assertThat(response.headers().firstValue("Preference-Applied")).isEmpty();
        }
    }

    @Test
    void saysUnknownWhenADeliveryFailsOnItsWay() throws Exception {
        try (RunningGateway gateway = new RunningGateway()) {
            gateway.commands.on(FakeCommands.failOnItsWay(new TimeoutException("10000 ms have passed")));

            assertUnknown(gateway.post(DEPOSITS, MONEY, "Idempotency-Key", "d-1"));
            assertUnknown(gateway.post(DEPOSITS, MONEY, "Idempotency-Key", "d-1", "Prefer", "respond-async"));
        }
    }

    @Test
    void saysUnknownWhenTheOutcomeCannotBeRead() throws Exception {
        try (RunningGateway gateway = new RunningGateway()) {
            for (String outcome : List.of("", "garbage", "{\"v\":2}", "{\"v\":1,\"status\":\"new\"}")) {
                gateway.commands.on(
                        (record, callback) -> gateway.answer(record, outcome.getBytes(StandardCharsets.UTF_8)));

                assertUnknown(gateway.post(DEPOSITS, MONEY, "Idempotency-Key", "d-1"));
            }
            gateway.steward(Answers::accepted);
            assertThat(gateway.post(DEPOSITS, MONEY).statusCode()).isEqualTo(201);
            assertThat(gateway.metrics
                            .get("gateway.outcomes.unusable")
                            .counter()
                            .count())
                    .isEqualTo(4);
        }
    }

    @Test
    void saysUnknownToThoseWhoWaitWhenTheGatewayCloses() throws Exception {
        try (RunningGateway gateway = new RunningGateway()) {
            CompletableFuture<HttpResponse<String>> waiting =
                    gateway.postLater(DEPOSITS, MONEY, "Idempotency-Key", "d-1");
            await().until(() -> !gateway.commands.sent.isEmpty());

            gateway.gateway.close();

            assertUnknown(waiting.get());
            assertUnavailable(gateway.post(DEPOSITS, MONEY), "kafka-unavailable");
            assertThat(gateway.commands.sent).hasSize(1);
            assertThat(gateway.fatal.future()).isNotDone();
        }
    }

    @Test
    void saysNotAcceptedWhenKafkaDidNotEvenQueueIt() throws Exception {
        try (RunningGateway gateway = new RunningGateway()) {
            for (RuntimeException cause : List.of(
                    new TimeoutException("no metadata"),
                    new RecordTooLargeException("too large"),
                    new TopicAuthorizationException("wallet.commands"))) {
                gateway.commands.on(FakeCommands.refuse(cause));
                assertUnavailable(gateway.post(DEPOSITS, MONEY), "kafka-unavailable");
                gateway.commands.on(FakeCommands.throwing(cause));
                assertUnavailable(gateway.post(DEPOSITS, MONEY), "kafka-unavailable");
            }
            assertThat(gateway.gateway.health().details()).containsEntry("inFlight", 0);
            assertThat(gateway.fatal.future()).isNotDone();
        }
    }

    @Test
    void endsWhenTheProducerHasFailedForGood() throws Exception {
        try (RunningGateway gateway = new RunningGateway()) {
            KafkaException cause = new KafkaException("in an error state");
            gateway.commands.on(FakeCommands.throwing(cause));

            assertUnknown(gateway.post(DEPOSITS, MONEY, "Idempotency-Key", "d-1"));

            assertThat(gateway.fatal.future().get().cause()).isSameAs(cause);
            assertThat(gateway.fatal.future().get().service()).isEqualTo("gateway");
        }
    }

    @Test
    void endsWhenTheListenerDies() throws Exception {
        try (RunningGateway gateway = new RunningGateway()) {
            KafkaException cause = new KafkaException("not allowed to read");
            assertThat(gateway.gateway.health().ready()).isTrue();

            gateway.outcomes.breakWith(cause);

            assertThat(gateway.fatal.future().get().cause()).isSameAs(cause);
            await().until(() -> !gateway.gateway.health().ready());
        }
    }

    @Test
    void refusesAtOnceWhileTheClusterIsAwayAndNotLonger() throws Exception {
        try (RunningGateway gateway = new RunningGateway().steward(Answers::accepted)) {
            gateway.brokerAway = true;
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> !gateway.gateway.health().ready());

            HttpResponse<String> refused = gateway.post(DEPOSITS, MONEY, "Idempotency-Key", "d-1");

            assertUnavailable(refused, "kafka-unavailable");
            assertThat(refused.headers().firstValue("Idempotency-Key")).hasValue("d-1");
            assertThat(gateway.commands.sent).isEmpty();
            assertThat(gateway.metrics.scrape()).contains("gateway_broker_reachable 0.0");

            gateway.brokerAway = false;
            await().until(() -> gateway.gateway.health().ready());
            assertThat(gateway.post(DEPOSITS, MONEY).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void refusesOneMoreThanMayWait() throws Exception {
        try (RunningGateway gateway = new RunningGateway(Duration.ofSeconds(20), 2)) {
            List<CompletableFuture<HttpResponse<String>>> waiting =
                    List.of(gateway.postLater(DEPOSITS, MONEY), gateway.postLater(DEPOSITS, MONEY));
            await().until(() -> gateway.commands.sent.size() == 2);

            assertUnavailable(gateway.post(DEPOSITS, MONEY), "too-many-in-flight");
            assertThat(gateway.commands.sent).hasSize(2);
            assertThat(gateway.metrics.scrape()).contains("gateway_commands_in_flight 2.0");

            for (ProducerRecord<byte[], byte[]> asked : gateway.commands.sent) {
                gateway.answer(asked, Answers.accepted(RunningGateway.command(asked)));
            }
            for (CompletableFuture<HttpResponse<String>> each : waiting) {
                assertThat(each.get().statusCode()).isEqualTo(201);
            }
            gateway.steward(Answers::accepted);
            assertThat(gateway.post(DEPOSITS, MONEY).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void findsRoomForEachOfACallersCommandsInTurn() throws Exception {
        try (RunningGateway gateway = new RunningGateway(Duration.ofSeconds(20), 1).steward(Answers::accepted)) {
            for (int i = 0; i < 200; i++) {
                assertThat(gateway.post(DEPOSITS, MONEY).statusCode()).isEqualTo(201);
            }
        }
    }

    @Test
    void answersBothOfTwoConcurrentDuplicates() throws Exception {
        try (RunningGateway gateway = new RunningGateway()) {
            var one = gateway.postLater(DEPOSITS, MONEY, "Idempotency-Key", "d-1");
            var two = gateway.postLater(DEPOSITS, MONEY, "Idempotency-Key", "d-1");
            await().until(() -> gateway.commands.sent.size() == 2);

            gateway.answer(gateway.commands.sent.get(0), Answers.accepted(first(gateway)));
            gateway.answer(gateway.commands.sent.get(1), Answers.replayed(first(gateway)));

            assertThat(List.of(one.get(), two.get()))
                    .allMatch(response -> response.statusCode() == 201)
                    .extracting(response -> response.headers()
                            .firstValue("Idempotency-Replayed")
                            .isPresent())
                    .containsExactlyInAnyOrder(false, true);
        }
    }

    @Test
    void passesOverAnswersThatAreNotItsOwn() throws Exception {
        try (RunningGateway gateway = new RunningGateway()) {
            gateway.commands.on((record, callback) -> {
                gateway.outcomes.put(new RecordHeaders(), new byte[] {1});
                gateway.outcomes.put(
                        new RecordHeaders().add("request-id", "of-another-gateway".getBytes(StandardCharsets.UTF_8)),
                        new byte[] {1});
                gateway.answer(record, Answers.accepted(new Freeze(CommandHead.of("mallory", "d-1"))));
                gateway.answer(record, Answers.accepted(RunningGateway.command(record)));
            });

            HttpResponse<String> response = gateway.post(DEPOSITS, MONEY, "Idempotency-Key", "d-1");

            assertThat(response.statusCode()).isEqualTo(201);
            assertThat(RunningGateway.json(response.body()).get("walletId").asText())
                    .isEqualTo("alice");
        }
    }

    @Test
    void timesCommandsByTypeAndAnswer() throws Exception {
        try (RunningGateway gateway = new RunningGateway().steward(Answers::accepted)) {
            gateway.post(DEPOSITS, MONEY);
            gateway.post(DEPOSITS, MONEY);

            assertThat(gateway.metrics
                            .get("gateway.commands")
                            .tag("type", "Deposit")
                            .tag("answer", "accepted")
                            .timer()
                            .count())
                    .isEqualTo(2);
        }
    }

    private static Command first(RunningGateway gateway) {
        return RunningGateway.command(gateway.commands.sent.getFirst());
    }

    private static void assertUnknown(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(response.headers().firstValue("Location")).hasValue("/wallets/alice/commands/d-1");
        JsonNode body = RunningGateway.json(response.body());
        assertThat(body)
                .isEqualTo(RunningGateway.json("{\"status\":\"unknown\",\"walletId\":\"alice\",\"commandId\":\"d-1\","
                        + "\"location\":\"/wallets/alice/commands/d-1\"}"));
    }

    private static void assertUnavailable(HttpResponse<String> response, String code) throws Exception {
        RunningGateway.problem(response, 503, code);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }
}
