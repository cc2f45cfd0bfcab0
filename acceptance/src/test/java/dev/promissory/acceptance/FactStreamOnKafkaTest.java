package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.promissory.acceptance.EventStream.Event;
import dev.promissory.kit.Fatal;
import dev.promissory.kit.HttpServer;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.launcher.EmbeddedBroker;
import dev.promissory.processor.ProcessorSettings;
import dev.promissory.processor.WalletProcessor;
import dev.promissory.protocol.Topic;
import dev.promissory.views.ViewBuilder;
import dev.promissory.views.ViewSettings;
import dev.promissory.views.stream.StreamSettings;
import dev.promissory.views.webhooks.WebhookSettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Streams of facts on a broker of their own: with forged facts, and readers that do not read. */
@Timeout(120)
class FactStreamOnKafkaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 2;

    @TempDir
    Path folder;

    private final Fatal fatal = new Fatal();
    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private EmbeddedBroker broker;
    private KafkaDesk desk;
    private WalletProcessor stewards;
    private ViewBuilder views;
    private HttpServer server;
    private int deposits;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0, fault -> fatal.report("broker", fault));
        desk = new KafkaDesk(broker.bootstrap());
        KafkaConnection kafka = new KafkaConnection(broker.bootstrap(), Map.of());
        stewards = WalletProcessor.start(
                new ProcessorSettings(
                        kafka,
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
        views = ViewBuilder.start(
                new ViewSettings(
                        kafka,
                        folder.resolve("views"),
                        Optional.of(folder.resolve("key")),
                        Optional.empty(),
                        1,
                        new StreamSettings(Duration.ofSeconds(1), 10),
                        WebhookSettings.DEFAULTS,
                        ViewSettings.DEFAULT_RATE_MAX_AGE,
                        OptionalInt.empty(),
                        PARTITIONS),
                metrics,
                fatal);
        server = HttpServer.start(0, List.of(views), metrics);
        await().atMost(PATIENCE).until(() -> views.health().ready());
    }

    @AfterEach
    void stop() {
        server.close();
        views.close();
        stewards.close();
        desk.close();
        broker.close();
    }

    @Test
    void whatNoStewardWroteIsNeverStreamed() throws Exception {
        try (EventStream stream = EventStream.open(server.port(), "")) {
            desk.deposit("d-1", "alice", "10.00");
            assertThat(stream.next(2)).extracting(Event::fact).containsExactly("alice#1", "alice#2");
            ConsumerRecord<byte[], byte[]> real = desk.read(Topic.FACTS).getLast();
            String text = KafkaDesk.text(real.value());
            forge(real, text);
            forge(real, text.replace("10.00", "99.00"));
            forge(real, text.replace("\"sequence\":2", "\"sequence\":3"));
            forge(real, "no fact");
            desk.send(new ProducerRecord<>(
                            real.topic(), 1 - real.partition(), real.key(), real.value(), real.headers()))
                    .get();

            desk.deposit("d-2", "alice", "1.00");

            assertThat(stream.next(1)).singleElement().satisfies(event -> {
                assertThat(event.fact()).isEqualTo("alice#3");
                assertThat(event.json().get("commandId").textValue()).isEqualTo("d-2");
            });
        }
        try (EventStream again = EventStream.open(server.port(), "?from=start")) {
            assertThat(again.next(3)).extracting(Event::fact).containsExactly("alice#1", "alice#2", "alice#3");
        }
    }

    @Test
    void aReaderThatDoesNotReadIsDisconnectedAndAnotherGoesOn() throws Exception {
        try (Socket lazy = new Socket();
                EventStream keen = EventStream.open(server.port(), "")) {
            lazy.setReceiveBufferSize(4 << 10);
            lazy.connect(new InetSocketAddress("localhost", server.port()));
            lazy.getOutputStream().write(KafkaDesk.bytes("GET /facts/stream HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            await().atMost(PATIENCE).until(() -> metric("promissory.views.streams") == 2);

            int read = 0;
            while (ended("slow") == 0) {
                int made = depositMuch();
                read += keen.next(read == 0 ? made + 1 : made).size();
            }

            assertThat(read).as("what another reader got meanwhile").isEqualTo(deposits + 1);
            assertThat(ended("slow")).isEqualTo(1);
            await().atMost(PATIENCE).until(() -> metric("promissory.views.streams") == 1);
            assertEnds(lazy.getInputStream());
            desk.deposit("last", "alice", "1.00");
            assertThat(keen.next(1).getFirst().json().get("commandId").textValue())
                    .isEqualTo("last");
            assertThat(ended("client-gone")).isZero();
        }
    }

    /** How much fits between a writer and a reader depends on the machine: it takes some rounds of this. */
    private int depositMuch() {
        String more = IntStream.range(0, 15)
                .mapToObj(number -> "\"k" + number + "\":\"" + "x".repeat(250) + "\"")
                .collect(Collectors.joining(",", ",\"metadata\":{", "}"));
        for (int i = 0; i < 100; i++) {
            deposits++;
            desk.ask("alice", "Deposit", "much-" + deposits, ",\"amount\":\"1.00\",\"currency\":\"EUR\"" + more);
        }
        return 100;
    }

    /** It gets what was under way, and then the end. */
    private static void assertEnds(InputStream in) throws IOException {
        byte[] buffer = new byte[8 << 10];
        int length = in.read(buffer);
        while (length >= 0) {
            length = in.read(buffer);
        }
    }

    private void forge(ConsumerRecord<byte[], byte[]> real, String value) throws Exception {
        desk.send(new ProducerRecord<>(real.topic(), null, null, real.key(), KafkaDesk.bytes(value), real.headers()))
                .get();
    }

    private double ended(String reason) {
        return metrics.counter("promissory.views.streams.ended", "reason", reason)
                .count();
    }

    private double metric(String name) {
        return metrics.get(name).gauge().value();
    }
}
