package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.kit.Fatal;
import dev.promissory.kit.HttpServer;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.launcher.EmbeddedBroker;
import dev.promissory.processor.ProcessorSettings;
import dev.promissory.processor.WalletProcessor;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Topic;
import dev.promissory.views.ViewBuilder;
import dev.promissory.views.ViewSettings;
import dev.promissory.views.stream.StreamSettings;
import dev.promissory.views.webhooks.WebhookSettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a real broker can show of the views: transactions and their markers, restarts, and records that come again. */
@Timeout(60)
class ViewsOnKafkaTest {

    private static final String GROUP = "promissory-views-3";
    private static final Duration PATIENCE = Duration.ofSeconds(25);
    private static final int PARTITIONS = 2;

    @TempDir
    Path folder;

    private final Fatal fatal = new Fatal();
    private final HttpClient client = HttpClient.newHttpClient();
    private EmbeddedBroker broker;
    private KafkaDesk desk;
    private WalletProcessor stewards;
    private ViewBuilder views;
    private HttpServer server;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0, fault -> fatal.report("broker", fault));
        desk = new KafkaDesk(broker.bootstrap());
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        stewards = WalletProcessor.start(
                new ProcessorSettings(
                        connection(),
                        folder.resolve("stewards"),
                        folder.resolve("key"),
                        true,
                        true,
                        ProcessorSettings.DEFAULT_REMEMBER_FOR,
                        1,
                        ProcessorSettings.DEFAULT_COMMIT_PAUSE,
                        OptionalInt.of(PARTITIONS),
                        PARTITIONS),
                metrics,
                fatal);
        startViews();
    }

    @AfterEach
    void stop() {
        stopViews();
        stewards.close();
        desk.close();
        broker.close();
        client.close();
    }

    @Test
    void answersArriveAndSayHowFreshTheyAre() {
        desk.deposit("d-1", "alice", "10.00");
        desk.transfer("t-1", "alice", "bob", "4.00");
        desk.awaitAnswers(2);
        Instant answered = Instant.now();

        awaitComplete(answered);

        ObjectNode alice = get("/wallets/alice?minSequence=3").json();
        assertThat(alice.get("balances").get(0).get("total").textValue()).isEqualTo("6.00");
        assertThat(alice.get("trust").get("state").textValue()).isEqualTo("verified");
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                get("/promises/alice~3").json().get("status").textValue())
                        .isEqualTo("kept"));
        ObjectNode outcome = get("/wallets/alice/commands/t-1").json();
        assertThat(outcome.get("promiseId").textValue()).isEqualTo("alice~3");
        ObjectNode supply = get("/supply").json();
        assertThat(supply.get("currencies").get(0).get("conserved").booleanValue())
                .isTrue();
        assertThat(views.health().details().get("lag").toString()).doesNotContainPattern("=[1-9]");
    }

    @Test
    void aRestartAnswersTheSameAlthoughNothingNewHappens() throws IOException {
        makeHistory();
        Map<String, String> before = answers();

        stopViews();
        startViews();
        awaitComplete(Instant.now());
        assertThat(answers()).isEqualTo(before);

        stopViews();
        Utils.delete(folder.resolve("views").toFile());
        startViews();
        awaitComplete(Instant.now());
        assertThat(answers()).isEqualTo(before);
    }

    @Test
    void factsThatComeAgainChangeNothing() throws Exception {
        makeHistory();
        Map<String, String> before = answers();

        stopViews();
        rewind();
        startViews();
        awaitComplete(Instant.now());

        assertThat(answers()).isEqualTo(before);
    }

    @Test
    void anOpenTransactionHoldsTheMomentBackAndAnAbortedOneChangesNothing() throws Exception {
        makeHistory();
        Map<String, String> before = answers();
        try (KafkaProducer<byte[], byte[]> forger = transactional()) {
            forger.initTransactions();
            forger.beginTransaction();
            forger.send(new ProducerRecord<>(
                            Topic.FACTS.topicName(), KafkaDesk.bytes("alice"), KafkaDesk.bytes("not yet a fact")))
                    .get();
            Instant written = Instant.now();
            awaitLag();

            assertThat(asOf("/wallets/alice")).isBefore(written);

            forger.abortTransaction();
            awaitComplete(Instant.now());
        }
        assertThat(answers()).isEqualTo(before);
    }

    @Test
    void aForgedFactIsToldAndNotBelieved() throws Exception {
        desk.deposit("d-1", "alice", "10.00");
        desk.awaitAnswers(1);
        awaitComplete(Instant.now());
        ConsumerRecord<byte[], byte[]> real = desk.read(Topic.FACTS).getLast();
        byte[] more = KafkaDesk.bytes(KafkaDesk.text(real.value()).replace("10.00", "99.00"));
        desk.send(new ProducerRecord<>(real.topic(), null, null, real.key(), more, real.headers()))
                .get();

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(trust("alice")).isEqualTo("forged"));
        ObjectNode told = get("/wallets/alice").json();
        assertThat(told.get("sequence").longValue()).isEqualTo(2);
        assertThat(told.get("balances").get(0).get("total").textValue()).isEqualTo("10.00");

        desk.deposit("d-2", "alice", "1.00");

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(trust("alice")).isEqualTo("verified"));
        assertThat(get("/wallets/alice")
                        .json()
                        .get("balances")
                        .get(0)
                        .get("total")
                        .textValue())
                .isEqualTo("11.00");
    }

    @Test
    void everyFactIsShownAsItStandsInKafka() {
        makeHistory();

        List<ConsumerRecord<byte[], byte[]>> facts = desk.read(Topic.FACTS);
        assertThat(facts).hasSizeGreaterThan(40);
        for (ConsumerRecord<byte[], byte[]> record : facts) {
            ObjectNode fact = Json.readObject(record.value());
            String path = "/wallets/" + KafkaDesk.text(record.key()) + "/facts/" + fact.get("sequence");

            ObjectNode shown = get(path).json();

            assertThat(shown.get("value").textValue()).isEqualTo(KafkaDesk.text(record.value()));
            assertThat(shown.get("partition").intValue()).isEqualTo(record.partition());
            assertThat(shown.get("offset").longValue()).isEqualTo(record.offset());
            for (String name : List.of("fact-hash", "previous-hash", "fact-mac")) {
                String field = name.replaceAll("-.*", "") + (name.endsWith("mac") ? "Mac" : "Hash");
                assertThat(shown.get(field).textValue())
                        .isEqualTo(
                                KafkaDesk.text(record.headers().lastHeader(name).value()));
            }
        }
        assertThat(get("/wallets/alice/facts/1000").status()).isEqualTo(404);
    }

    @Test
    void aKeptPromiseNamesTheFactThatKeptIt() {
        makeHistory();

        long sequence = get("/promises/alice~3").json().at("/legs/0/receivedAs").longValue();

        ObjectNode kept = Json.readObject(KafkaDesk.bytes(get("/wallets/"
                        + get("/promises/alice~3").json().at("/legs/0/to").textValue() + "/facts/" + sequence)
                .json()
                .get("value")
                .textValue()));
        assertThat(kept.get("type").textValue()).isEqualTo("TransferReceived");
        assertThat(kept.get("promiseId").textValue()).isEqualTo("alice~3");
    }

    /** As after a broker's clock was ahead, or from somebody who means harm: the tables' own topics must take such times. */
    @Test
    void aTimeFarAheadStopsNothingAndHidesNothing() throws Exception {
        desk.deposit("d-1", "alice", "10.00");
        desk.awaitAnswers(1);
        ConsumerRecord<byte[], byte[]> fact = desk.read(Topic.FACTS).getLast();
        ConsumerRecord<byte[], byte[]> outcome = desk.read(Topic.OUTCOMES).getLast();
        byte[] forged = KafkaDesk.bytes(KafkaDesk.text(fact.value()).replace("10.00", "99.00"));
        long ahead = Instant.parse("2100-01-01T00:00:00Z").toEpochMilli();
        desk.send(new ProducerRecord<>(fact.topic(), null, ahead, fact.key(), forged, fact.headers()))
                .get();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            desk.send(new ProducerRecord<>(
                            outcome.topic(), partition, ahead, outcome.key(), outcome.value(), outcome.headers()))
                    .get();
        }
        awaitComplete(Instant.now());
        assertThat(trust("alice")).isEqualTo("forged");

        desk.deposit("d-2", "alice", "1.00");

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(trust("alice")).isEqualTo("verified"));
        awaitComplete(Instant.now());
        assertThat(get("/wallets/alice/commands/d-2").json().get("status").textValue())
                .isEqualTo("accepted");
        assertThat(fatal.future()).isNotDone();
    }

    /** The table of rates is read whole at every start: what stands in its topic must not keep the views from starting. */
    @Test
    void ratesAreReadAnewAtEveryStartAndThoseThatWereAbortedNever() throws Exception {
        desk.deposit("d-1", "alice", "10.00");
        desk.awaitAnswers(1);
        desk.send(Topic.RATES, "EUR/USD", rate("1.08")).get();
        desk.send(Topic.RATES, "EUR/USD", KafkaDesk.bytes("garbage")).get();
        desk.send(Topic.RATES, "EUR/GBP", null).get();
        try (KafkaProducer<byte[], byte[]> undecided = transactional()) {
            undecided.initTransactions();
            undecided.beginTransaction();
            byte[] key = KafkaDesk.bytes("EUR/USD");
            undecided
                    .send(new ProducerRecord<>(Topic.RATES.topicName(), key, rate("9.99")))
                    .get();
            undecided.abortTransaction();
        }
        desk.send(
                        Topic.RATES,
                        "EUR/JPY",
                        KafkaDesk.bytes(KafkaDesk.text(rate("162")).replace("USD", "JPY")))
                .get();
        awaitComplete(Instant.now());
        Awaitility.await().atMost(PATIENCE).until(() -> value("JPY").equals("1620"));
        assertThat(value("USD")).isEqualTo("10.80");
        stopViews();
        startViews();
        awaitComplete(Instant.now());
        assertThat(value("USD")).isEqualTo("10.80");
    }

    private static byte[] rate(String value) {
        return KafkaDesk.bytes("{\"v\":1,\"base\":\"EUR\",\"quote\":\"USD\",\"rate\":\"" + value
                + "\",\"source\":\"a test\",\"at\":\"2020-01-01T00:00:00.000Z\"}");
    }

    private String value(String in) {
        return get("/wallets/alice/valuation?in=" + in).json().get("value").textValue();
    }

    private void makeHistory() {
        for (int wallet = 0; wallet < 10; wallet++) {
            desk.deposit("d-" + wallet, "w" + wallet, "10.00");
        }
        desk.deposit("d-alice", "alice", "50.00");
        for (int transfer = 0; transfer < 10; transfer++) {
            desk.transfer("t-" + transfer, "alice", "w" + transfer, "1.00");
        }
        desk.awaitAnswers(21);
        desk.awaitSettled();
        awaitComplete(Instant.now());
    }

    /** Everything the views tell, but for the moment they tell it of. */
    private Map<String, String> answers() {
        Map<String, String> answers = new TreeMap<>();
        for (String path : List.of(
                "/wallets",
                "/wallets/alice",
                "/wallets/alice/statement",
                "/wallets/alice?asOf=7",
                "/wallets/alice/facts/7",
                "/wallets/w1/statement",
                "/wallets/alice/commands/t-3",
                "/promises",
                "/supply",
                "/api/show")) {
            Answer answer = get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            answers.put(path, answer.text().replaceAll("\"(asOf|completeTo)\":\"[^\"]*\"", "\"$1\":…"));
        }
        return answers;
    }

    /** Waits until every partition says that it is complete up to this moment or a later one. */
    private void awaitComplete(Instant moment) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(views.health().ready()).isTrue();
            for (String path : List.of("/wallets", "/supply")) {
                assertThat(get(path).status()).isEqualTo(200);
                assertThat(asOf(path)).isAfterOrEqualTo(moment);
            }
        });
    }

    private void awaitLag() {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(views.health().details().get("lag").toString())
                                .containsPattern("=[1-9]"));
    }

    private Instant asOf(String path) {
        return Instant.parse(get(path).json().get("asOf").textValue());
    }

    private String trust(String wallet) {
        return get("/wallets/" + wallet).json().get("trust").get("state").textValue();
    }

    private record Answer(int status, byte[] body) {
        ObjectNode json() {
            return Json.readObject(body);
        }

        String text() {
            return KafkaDesk.text(body);
        }
    }

    private Answer get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sets the views' group, which has no members, back to the first record of every partition. */
    private void rewind() throws Exception {
        Map<TopicPartition, OffsetAndMetadata> beginning = new HashMap<>();
        for (Topic topic : List.of(Topic.FACTS, Topic.OUTCOMES)) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                beginning.put(new TopicPartition(topic.topicName(), partition), new OffsetAndMetadata(0));
            }
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.alterConsumerGroupOffsets(GROUP, beginning).all().get();
        }
    }

    private KafkaProducer<byte[], byte[]> transactional() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrap(), "transactional.id", "somebody"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private void startViews() {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        views = ViewBuilder.start(
                new ViewSettings(
                        connection(),
                        folder.resolve("views"),
                        Optional.of(folder.resolve("key")),
                        Optional.empty(),
                        1,
                        StreamSettings.DEFAULT,
                        WebhookSettings.DEFAULTS,
                        ViewSettings.DEFAULT_RATE_MAX_AGE,
                        OptionalInt.empty(),
                        PARTITIONS),
                metrics,
                fatal);
        server = HttpServer.start(0, List.of(views), metrics);
    }

    private void stopViews() {
        server.close();
        views.close();
    }

    private KafkaConnection connection() {
        return new KafkaConnection(broker.bootstrap(), Map.of());
    }
}
