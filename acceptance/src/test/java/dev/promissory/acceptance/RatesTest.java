package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.promissory.protocol.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Prices from outside, from the command line to the valuation of a wallet. Each test has currencies of its own. */
@ExtendWith(SharedPromissory.class)
class RatesTest {

    private static final Duration BOUND = Duration.ofSeconds(60);

    private final Promissory promissory;

    @TempDir
    Path folder;

    RatesTest(Promissory promissory) {
        this.promissory = promissory;
    }

    @Test
    void aFileOfRatesValuesAWallet() throws IOException {
        deposit("valued", "1.5", "AAA");
        deposit("valued", "2", "BBB");
        deposit("valued", "5.00", "EUR");
        Instant begin = Instant.now();

        assertThat(publish("base,quote,rate\nAAA,EUR,61234.50\n")).isZero();

        JsonNode valuation = awaitRate("valued", "EUR", "61234.50");
        assertThat(valuation.get("value").textValue()).isEqualTo("91856.75");
        assertThat(valuation.get("complete").booleanValue()).isFalse();
        assertThat(valuation.get("stale").booleanValue()).isFalse();
        assertThat(valuation.get("maxAgeSeconds").longValue()).isEqualTo(3_600);
        assertThat(valuation.get("notValued").toString())
                .isEqualTo("[{\"currency\":\"BBB\",\"amount\":\"2\",\"reason\":\"no-rate\"}]");
        JsonNode line = valuation.get("lines").get(0);
        assertThat(line.get("source").textValue()).isEqualTo("rates.csv");
        assertThat(Instant.parse(line.get("at").textValue())).isAfter(begin.minusMillis(1));
        assertThat(valuation.get("trust").get("state").textValue()).isEqualTo("verified");
        assertThat(publish("base,quote,rate,at\nAAA,EUR,7,2020-01-01T00:00:00Z\n"))
                .isEqualTo(1);
    }

    @Test
    void anOldRateMakesTheValuationStale() throws IOException {
        deposit("old", "2", "CCC");

        assertThat(publish("base,quote,rate,at,source\nCCC,EUR,3,2020-01-01T00:00:00Z,the attic\n"))
                .isZero();

        JsonNode valuation = awaitRate("old", "EUR", "3");
        assertThat(valuation.get("stale").booleanValue()).isTrue();
        assertThat(valuation.get("value").textValue()).isEqualTo("6.00");
        assertThat(valuation.get("lines").get(0).get("source").textValue()).isEqualTo("the attic");
    }

    @Test
    void aFileWithABadLinePublishesNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("rates.csv"), "base,quote,rate\nDDD,EUR,1\nEEE,EUR,-1\n");

        try (LaunchedProcess process = rates("--file", file.toString())) {
            assertThat(process.awaitExit(BOUND)).isEqualTo(1);
            assertThat(process.output())
                    .endsWith(
                            "promissory: rates.csv: nothing is published\n" + "line 3: EEE/EUR must be more than zero");
        }
        assertThat(keys()).doesNotContain("DDD/EUR", "EEE/EUR");
    }

    @Test
    void oneSourceAndNoMoreIsNamed() {
        for (List<String> arguments : List.of(
                List.<String>of(),
                List.of("--file", "f", "--url", "http://localhost/"),
                List.of("--file", "f", "--source", "s"),
                List.of("--url", "http://localhost/", "--source", ""),
                List.of("--url", "ftp://h/"))) {
            assertThat(tool(arguments.toArray(String[]::new)).expect(1).output())
                    .startsWith("promissory: ")
                    .doesNotContain("\n");
        }
    }

    @Test
    void aRecordThatIsNoRateStopsNothing() throws Exception {
        deposit("unharmed", "2", "FFF");
        assertThat(publish("base,quote,rate\nFFF,EUR,3\n")).isZero();
        awaitRate("unharmed", "EUR", "3");

        try (KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
            desk.send(Topic.RATES, "FFF/EUR", KafkaDesk.bytes("garbage")).get();
            desk.send(Topic.RATES, "FFF/EUR", new byte[] {(byte) 0xff, 0}).get();
            desk.send(Topic.RATES, "", KafkaDesk.bytes("garbage")).get();
        }
        assertThat(publish("base,quote,rate\nFFF,EUR,4\n")).isZero();

        awaitRate("unharmed", "EUR", "4");
    }

    @Test
    void aSourceIsPolledOnceOrForAsLongAsItRuns() throws IOException {
        deposit("fed", "2", "GGG");
        AtomicReference<String> answer = new AtomicReference<>("{\"base\":\"GGG\",\"rates\":{\"EUR\":\"3\",\"X\":1}}");
        HttpServer source = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        source.createContext("/rates", exchange -> {
            byte[] body = KafkaDesk.bytes(answer.get());
            exchange.sendResponseHeaders(body.length == 0 ? 500 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        source.start();
        String host = "http://localhost:" + source.getAddress().getPort();
        String url = host + "/rates/s3cret";
        try {
            try (LaunchedProcess once = rates("--once", "--url", url + "?key=s3cret")) {
                assertThat(once.awaitExit(BOUND)).isZero();
                assertThat(once.output())
                        .contains("published GGG/EUR 3 of ", "refused rate 2: quote must be")
                        .doesNotContain("s3cret");
            }
            assertThat(awaitRate("fed", "EUR", "3")
                            .get("lines")
                            .get(0)
                            .get("source")
                            .textValue())
                    .isEqualTo(host);

            answer.set("");
            try (LaunchedProcess once = rates("--once", "--url", url)) {
                assertThat(once.awaitExit(BOUND)).isEqualTo(1);
                assertThat(once.output()).endsWith("promissory: " + host + ": it answered with status 500");
            }

            answer.set(
                    "[{\"base\":\"GGG\",\"quote\":\"EUR\",\"rate\":4},{\"base\":\"GGG\",\"quote\":\"USD\",\"rate\":0}]");
            int port = Installation.freePort();
            try (LaunchedProcess feed =
                    rates("--url", url, "--source", "desk", "--interval", "PT0.2S", "--port", Integer.toString(port))) {
                feed.awaitReady(BOUND);
                JsonNode line = awaitRate("fed", "EUR", "4").get("lines").get(0);
                assertThat(line.get("source").textValue()).isEqualTo("desk");
                JsonNode health = new Api(port)
                        .get("/health/ready")
                        .expect(200)
                        .json()
                        .get("services")
                        .get("rates");
                assertThat(health.get("breaker").textValue()).isEqualTo("closed");
                assertThat(health.get("published").get("GGG/EUR").get("rate").textValue())
                        .isEqualTo("4");
                assertThat(health.get("refused").has("not-positive")).isTrue();
                assertThat(new Api(port).get("/metrics").expect(200).text())
                        .contains(
                                "promissory_rates_polls_total{result=\"ok\"}",
                                "promissory_rates_breaker{state=\"open\"} 0");

                answer.set("");
                Awaitility.await()
                        .atMost(BOUND)
                        .untilAsserted(() -> new Api(port).get("/health/ready").expect(503));
                assertThat(feed.terminate()).isEqualTo(143);
            }
        } finally {
            source.stop(0);
        }
    }

    private void deposit(String wallet, String amount, String currency) {
        promissory.api().deposit(wallet, amount, currency).expect(201);
    }

    private int publish(String csv) throws IOException {
        Path file = Files.writeString(folder.resolve("rates.csv"), csv);
        return tool("--file", file.toString()).exitCode();
    }

    private ToolRun tool(String... more) {
        return ToolRun.within(
                promissory.bootstrap(),
                Stream.concat(Stream.of("rates"), Arrays.stream(more)).toArray(String[]::new));
    }

    private LaunchedProcess rates(String... more) {
        List<String> arguments = new ArrayList<>(List.of("rates", "--bootstrap", promissory.bootstrap()));
        arguments.addAll(List.of(more));
        return new LaunchedProcess(arguments.toArray(String[]::new));
    }

    /** The wallet's valuation, once its first line has this rate. */
    private JsonNode awaitRate(String wallet, String in, String rate) {
        Awaitility.await()
                .atMost(BOUND)
                .untilAsserted(
                        () -> assertThat(value(wallet, in).at("/lines/0/rate").asText())
                                .isEqualTo(rate));
        return value(wallet, in);
    }

    private JsonNode value(String wallet, String in) {
        return promissory
                .api()
                .get("/wallets/" + wallet + "/valuation?in=" + in)
                .expect(200)
                .json();
    }

    private List<String> keys() {
        try (KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
            return desk.read(Topic.RATES).stream()
                    .map(ConsumerRecord::key)
                    .map(KafkaDesk::text)
                    .toList();
        }
    }
}
