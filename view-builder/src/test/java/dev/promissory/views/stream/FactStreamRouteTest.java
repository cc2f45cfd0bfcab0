package dev.promissory.views.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.kit.Health;
import dev.promissory.kit.HttpServer;
import dev.promissory.kit.Service;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.views.Cursor;
import dev.promissory.views.ViewProblems;
import dev.promissory.views.feed.FactFeed;
import dev.promissory.views.feed.FactsExtent;
import dev.promissory.views.feed.Filter;
import dev.promissory.views.feed.MockFacts;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The route over real HTTP, without Kafka. */
@Timeout(60)
final class FactStreamRouteTest implements Service {

    private final MockFacts facts = new MockFacts(2);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final FactStreams streams =
            FactStreams.start(new StreamSettings(Duration.ofSeconds(10), 1), metrics, fault -> {});
    private final HttpServer server =
            HttpServer.start(0, List.of(this), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    private final HttpClient client = HttpClient.newHttpClient();
    private boolean ready = true;
    private boolean kafkaAnswers = true;

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
        streams.close();
    }

    @Test
    void startsNow() throws Exception {
        facts.good(0, MockFacts.opened("alice", 1));

        HttpResponse<InputStream> stream = open("");

        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(stream.headers().firstValue("Cache-Control")).contains("no-store");
        BufferedReader lines = lines(stream);
        assertThat(lines.readLine()).isEqualTo("retry: 1000");
        assertThat(lines.readLine()).isEqualTo("id: " + id(1, 0));
        facts.good(0, MockFacts.opened("alice", 2));
        facts.view().fold(0, 2);
        assertThat(lines.readLine()).isEmpty();
        assertThat(lines.readLine()).isEqualTo("id: " + id(2, 0));
    }

    @Test
    void startsAtTheFirstFactWhenAskedTo() throws Exception {
        facts.good(0, MockFacts.opened("alice", 1));

        assertThat(lines(open("?from=start")).lines().limit(2)).last().isEqualTo("id: " + id(0, 0));
    }

    @Test
    void theHeaderCountsBeforeTheParametersBecauseABrowserKeepsItsUrl() throws Exception {
        facts.good(0, MockFacts.opened("alice", 1));
        facts.good(0, MockFacts.opened("alice", 2));

        HttpResponse<InputStream> stream = open("?lastEventId=" + id(0, 0), "Last-Event-ID", id(1, 0));

        assertThat(lines(stream).lines().limit(2)).last().isEqualTo("id: " + id(1, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "?wallet=,wallet",
        "?wallet=a%20b,wallet",
        "?type=MoneyMade,type",
        "?type=MoneyDeposited%2C,type",
        "?type=OfOneBalance,type",
        "?from=now,from",
        "?since=1,since",
        "?type=WalletOpened&type=WalletClosed,type",
    })
    void refusesParametersItCannotRead(String query, String field) throws Exception {
        ObjectNode problem = refused(query, 400, "bad-parameter");

        assertThat(problem.get("field").textValue()).isEqualTo(field);
    }

    @Test
    void refusesTwoPlacesToStartAt() throws Exception {
        refused("?from=start&lastEventId=" + id(0, 0), 400, "bad-parameter");
    }

    @Test
    void refusesAnIdOfAnotherShapeOrPlace() throws Exception {
        facts.good(0, MockFacts.opened("alice", 1));

        for (String id :
                List.of("", "x", "%3F", Cursor.after("wallets", "alice"), id(2, 0), StreamId.of(Map.of(0, 0L)))) {
            refused("?lastEventId=" + id, 400, "bad-cursor");
        }
        refused("?wallet=alice&lastEventId=" + id(0, 0), 400, "bad-cursor");
    }

    @Test
    void aHeadRequestIsAnsweredLikeAGetAndOpensNothing() throws Exception {
        HttpRequest head =
                request("").method("HEAD", HttpRequest.BodyPublishers.noBody()).build();

        HttpResponse<Void> answer = client.send(head, HttpResponse.BodyHandlers.discarding());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(streamsOpen()).isZero();
    }

    @Test
    void refusesMoreStreamsThanItMayHave() throws Exception {
        assertThat(lines(open("")).readLine()).isEqualTo("retry: 1000");
        assertThat(streamsOpen()).isEqualTo(1);

        kafkaAnswers = false;
        // Kafka is not even asked.
        refused("", 503, "too-many-streams");
    }

    @Test
    void doesNotStartWhileAllAreBeingEnded() throws Exception {
        streams.close();

        refused("", 503, "view-not-ready");
    }

    @Test
    void doesNotStartOnAViewThatIsNotReady() throws Exception {
        ready = false;

        refused("", 503, "view-not-ready");
    }

    @Test
    void doesNotStartOnAPartitionThatMovesAwayJustNow() throws Exception {
        facts.view().moveAway(1);

        refused("", 503, "view-not-ready");
    }

    @Test
    void doesNotStartWhileKafkaIsSilentAndDoesNotSpeakOfChanges() throws Exception {
        kafkaAnswers = false;

        assertThat(refused("", 503, "kafka-unavailable").get("detail").textValue())
                .isEqualTo("Kafka does not answer: try again.");
    }

    @Test
    void whoWantedAChangeHearsThatNothingIsKnownOfItWhenKafkaIsSilent() throws Exception {
        HttpRequest post = request("").POST(HttpRequest.BodyPublishers.noBody()).build();

        HttpResponse<String> answer = client.send(post, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("\"kafka-unavailable\"", "nothing is known to have changed");
    }

    @Test
    void theServerEndsItsStreamsBeforeItStops() throws Exception {
        BufferedReader lines = lines(open(""));
        assertThat(lines.readLine()).isEqualTo("retry: 1000");

        server.close();

        assertThat(lines.lines()).as("to a proper end").hasSize(2);
        assertThat(ended("ended")).isEqualTo(1);
        assertThat(streamsOpen()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-gone", "slow", "ended"})
    void everyReasonIsCountedFromTheStart(String reason) {
        assertThat(ended(reason)).isZero();
    }

    private ObjectNode refused(String query, int status, String code) throws Exception {
        HttpResponse<InputStream> answer = open(query);
        ObjectNode problem = Json.readObject(answer.body().readAllBytes());
        assertThat(answer.statusCode()).as("%s: %s", query, problem).isEqualTo(status);
        assertThat(problem.get("code").textValue()).isEqualTo(code);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
        return problem;
    }

    private HttpResponse<InputStream> open(String query, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(query);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder request(String query) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/facts/stream" + query));
    }

    private static BufferedReader lines(HttpResponse<InputStream> stream) {
        return new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
    }

    private static String id(long zero, long one) {
        return StreamId.of(new TreeMap<>(Map.of(0, zero, 1, one)));
    }

    private double streamsOpen() {
        return metrics.get("promissory.views.streams").gauge().value();
    }

    private double ended(String reason) {
        return metrics.counter("promissory.views.streams.ended", "reason", reason)
                .count();
    }

    @Override
    public String name() {
        return "views";
    }

    @Override
    public void routes(RoutesConfig routes) {
        new FactStreamRoute(this::requireReady, streams, new FactStreamRoute.Facts() {
                    @Override
                    public int partitions() {
                        return 2;
                    }

                    @Override
                    public FactsExtent extent(Set<Integer> partitions) {
                        if (!kafkaAnswers) {
                            throw new KafkaUnavailableException("silent", null);
                        }
                        return facts.extent(partitions);
                    }

                    @Override
                    public FactFeed follow(Map<Integer, Long> from, Filter filter) {
                        from.keySet().forEach(facts.view()::folded);
                        return facts.feed(filter, from);
                    }
                })
                .register(routes);
        routes.post("/facts/stream", ctx -> {
            throw new KafkaUnavailableException("silent", null);
        });
        ViewProblems.register(routes);
    }

    private void requireReady(int partition) {
        if (!ready) {
            throw ViewProblems.notReady("partition " + partition + " is not here");
        }
    }

    @Override
    public Health health() {
        return new Health(ready, Map.of());
    }

    @Override
    public void endOpenAnswers() {
        streams.close();
    }

    @Override
    public void close() {}
}
