package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promissory.domain.Command;
import dev.promissory.gateway.Exchange.Inbox;
import dev.promissory.kit.Fatal;
import dev.promissory.kit.HttpServer;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.kit.Service;
import dev.promissory.mint.protocol.MintCommand;
import dev.promissory.mint.protocol.MintCommandJson;
import dev.promissory.mint.protocol.MintCommandReading;
import dev.promissory.mint.protocol.MintOutcome;
import dev.promissory.mint.protocol.MintOutcomeJson;
import dev.promissory.mint.protocol.MintTopic;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.CommandReading.Readable;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A gateway behind a real HTTP server, with Kafka and the stewards in the hands of the test. */
final class RunningGateway implements AutoCloseable {

    final FakeCommands commands = new FakeCommands();
    final FakeOutcomes outcomes = new FakeOutcomes();
    final FakeOutcomes mintOutcomes = new FakeOutcomes(MintTopic.OUTCOMES.topicName(), 0);
    final Fatal fatal = new Fatal();
    final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final CommandGateway gateway;
    final HttpServer server;
    volatile boolean brokerAway;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RunningGateway() {
        this(Duration.ofSeconds(20), 1_000);
    }

    /** Whether the stewards' state is being rebuilt. */
    volatile boolean stewardsRebuilding;

    RunningGateway(Duration answerTimeout, int maxInFlight) {
        this(answerTimeout, maxInFlight, new ViewsAddress.Nowhere());
    }

    RunningGateway(ViewsAddress views, Service... besides) {
        this(Duration.ofSeconds(20), 1_000, views, besides);
    }

    /** @param besides what else is served on the same port */
    private RunningGateway(Duration answerTimeout, int maxInFlight, ViewsAddress views, Service... besides) {
        GatewaySettings settings = new GatewaySettings(
                new KafkaConnection("nowhere:1", Map.of()), answerTimeout, maxInFlight, views, OptionalInt.empty(), 4);
        CommandGateway.Edges edges = new CommandGateway.Edges(
                commands,
                new Inbox(outcomes, FakeOutcomes.PARTITION),
                new Inbox(mintOutcomes, FakeOutcomes.PARTITION),
                this::ask,
                () -> stewardsRebuilding,
                List.of());
        gateway = new CommandGateway(settings, edges, metrics, fatal);
        server = HttpServer.start(
                0, Stream.concat(Stream.of(gateway), Stream.of(besides)).toList(), metrics);
    }

    /** From now on every command is acknowledged by Kafka and answered by this steward. */
    RunningGateway steward(Function<Command, Outcome> steward) {
        commands.on((record, callback) -> {
            FakeCommands.acknowledge(record, callback);
            answer(record, steward.apply(command(record)));
        });
        return this;
    }

    /** From now on every command is acknowledged by Kafka and answered by this mint. */
    RunningGateway mint(Function<MintCommand, MintOutcome> mint) {
        commands.on((record, callback) -> {
            FakeCommands.acknowledge(record, callback);
            MintOutcome outcome = mint.apply(mintCommand(record));
            mintOutcomes.put(new RecordHeaders(record.headers().toArray()), MintOutcomeJson.write(outcome));
        });
        return this;
    }

    static MintCommand mintCommand(ProducerRecord<byte[], byte[]> record) {
        assertThat(record.topic()).isEqualTo("mint.commands");
        assertThat(MintCommandJson.read(record.value())).isInstanceOf(MintCommandReading.Readable.class);
        return ((MintCommandReading.Readable) MintCommandJson.read(record.value())).command();
    }

    void answer(ProducerRecord<byte[], byte[]> asked, Outcome outcome) {
        answer(asked, OutcomeJson.write(outcome));
    }

    void answer(ProducerRecord<byte[], byte[]> asked, byte[] value) {
        outcomes.put(new RecordHeaders(asked.headers().toArray()), value);
    }

    static Command command(ProducerRecord<byte[], byte[]> record) {
        assertThat(CommandJson.read(record.value())).isInstanceOf(Readable.class);
        return ((Readable) CommandJson.read(record.value())).command();
    }

    /** The command that was sent, when just one was. */
    Command onlyCommand() {
        assertThat(commands.sent).hasSize(1);
        return command(commands.sent.getFirst());
    }

    static String header(ProducerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return HeaderNames.read(record.headers(), header.key()).orElseThrow();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> post(String path, String body, String... headers) throws IOException, InterruptedException {
        return send("POST", path, body, headers);
    }

    HttpResponse<String> put(String path, String body, String... headers) throws IOException, InterruptedException {
        return send("PUT", path, body, headers);
    }

    HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
        return client.send(request(path).POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> postLater(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    static JsonNode json(String text) throws IOException {
        return JsonMapper.builder().build().readTree(text);
    }

    static JsonNode problem(HttpResponse<String> response, int status, String code) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = json(response.body());
        assertThat(problem.get("code").asText()).isEqualTo(code);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("detail").asText()).isNotBlank();
        return problem;
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path).method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private void ask() throws ExecutionException {
        if (brokerAway) {
            throw new ExecutionException(new org.apache.kafka.common.errors.TimeoutException("no broker"));
        }
    }

    @Override
    public void close() {
        // The server's graceful stop looks only once a second whether idle connections are gone.
        client.close();
        gateway.close();
        server.close();
    }
}
