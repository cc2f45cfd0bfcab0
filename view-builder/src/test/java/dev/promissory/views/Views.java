package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.kit.Health;
import dev.promissory.kit.HttpServer;
import dev.promissory.kit.Service;
import dev.promissory.mint.protocol.MintTopic;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.KafkaUnavailableException;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.Rate;
import dev.promissory.protocol.RateJson;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.WalletPartitions;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.InvalidStateStorePartitionException;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The views' topology and routes without Kafka: one test driver for each partition, and a real HTTP server over their
 * tables. Every partition is complete up to {@link #NOW}, unless a test says otherwise.
 */
final class Views implements Service {

    static final Instant NOW = Pen.START.plusSeconds(3_600);

    static final Duration RATE_MAX_AGE = Duration.ofMinutes(10);

    private final List<TopologyTestDriver> drivers = new ArrayList<>();
    private final List<Doubts> doubts = new ArrayList<>();
    private final Positions atWork = new Positions();
    private final Map<TopicPartition, Instant> complete = new HashMap<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final HttpServer server;
    private final Map<TopicPartition, List<SealedFact>> log = new HashMap<>();
    private final Set<Integer> left = new HashSet<>();
    private boolean running = true;
    private boolean kafkaAnswers = true;

    Views(Path folder, int partitions) {
        for (int number = 0; number < partitions; number++) {
            doubts.add(new Doubts());
            drivers.add(driver(folder.resolve("partition-" + number), number, partitions));
            for (String topic :
                    List.of(Topic.FACTS.topicName(), Topic.OUTCOMES.topicName(), MintTopic.FACTS.topicName())) {
                atWork.start(new TopicPartition(topic, number));
                complete.put(new TopicPartition(topic, number), NOW);
            }
        }
        server = HttpServer.start(0, List.of(this), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    /** To a driver its partition is always number 0. */
    private TopologyTestDriver driver(Path folder, int number, int partitions) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        return new TopologyTestDriver(
                ViewTopology.build(
                        Optional.of(Pen.KEY),
                        Optional.of(MintPen.KEY),
                        key -> WalletPartitions.of(key, partitions) == number ? 0 : 1,
                        new Positions(),
                        doubts.get(number),
                        new FoldMetrics(metrics)),
                settings,
                NOW);
    }

    Views write(SealedFact... facts) {
        return write(Topic.FACTS.topicName(), facts);
    }

    /** What these stewards have written since the last time. */
    Views writeNew(Stewards stewards) {
        stewards.written().forEach(this::write);
        return this;
    }

    Views writeMint(SealedFact... facts) {
        return write(MintTopic.FACTS.topicName(), facts);
    }

    private Views write(String topic, SealedFact... facts) {
        for (SealedFact fact : facts) {
            int number = WalletPartitions.of(fact.keyBytes(), drivers.size());
            log.computeIfAbsent(new TopicPartition(topic, number), partition -> new ArrayList<>())
                    .add(fact);
            drivers.get(number)
                    .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                    .pipeInput(new TestRecord<>(fact.keyBytes(), fact.value(), fact.headers(), fact.at()));
        }
        return this;
    }

    Views write(int partition, Instant time, Outcome outcome) {
        return writeOutcome(partition, time, OutcomeJson.write(outcome));
    }

    Views writeOutcome(int partition, Instant time, byte[] value) {
        return writeOutcome(partition, time, value, new RecordHeaders());
    }

    /** As a steward would, who signs it. */
    Views writeOutcome(int partition, Instant time, byte[] value, Headers headers) {
        if (value != null) {
            byte[] mac = new Sealer(Pen.KEY).macOfOutcome(headers, value);
            headers.add(HeaderNames.OUTCOME_MAC, HeaderNames.hex(mac));
        }
        return writeUnsigned(partition, time, value, headers);
    }

    /** As anybody can. */
    Views writeUnsigned(int partition, Instant time, byte[] value, Headers headers) {
        drivers.get(partition)
                .createInputTopic(Topic.OUTCOMES.topicName(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>("key".getBytes(StandardCharsets.UTF_8), value, headers, time));
        return this;
    }

    /** Rates reach every instance. */
    Views writeRate(String key, String value) {
        for (TopologyTestDriver driver : drivers) {
            driver.createInputTopic(Topic.RATES.topicName(), new ByteArraySerializer(), new ByteArraySerializer())
                    .pipeInput(bytes(key), bytes(value));
        }
        return this;
    }

    Views write(Rate rate) {
        return writeRate(rate.pair().toString(), new String(RateJson.write(rate), StandardCharsets.UTF_8));
    }

    /** What somebody did to a record in Kafka after it was folded; null takes it away. */
    void overwrite(String walletId, int offset, SealedFact other) {
        log.get(new TopicPartition(Topic.FACTS.topicName(), partitionOf(walletId)))
                .set(offset, other);
    }

    void kafkaIsAway() {
        kafkaAnswers = false;
    }

    private Optional<ConsumerRecord<byte[], byte[]>> read(int partition, long offset) {
        if (!kafkaAnswers) {
            throw new KafkaUnavailableException("away", null);
        }
        String topic = Topic.FACTS.topicName();
        SealedFact fact = log.get(new TopicPartition(topic, partition)).get((int) offset);
        return Optional.ofNullable(fact).map(lying -> {
            var record = new ConsumerRecord<>(topic, partition, offset, lying.keyBytes(), lying.value());
            lying.headers().forEach(record.headers()::add);
            return record;
        });
    }

    int partitionOf(String walletId) {
        return WalletPartitions.of(walletId, drivers.size());
    }

    /** A wallet of its own whose facts lie elsewhere. */
    String onAnotherPartitionThan(String walletId) {
        return IntStream.range(0, 100)
                .mapToObj(number -> "bob" + number)
                .filter(other -> partitionOf(other) != partitionOf(walletId))
                .findFirst()
                .orElseThrow();
    }

    void completeUpTo(Topic topic, int partition, Instant moment) {
        complete.put(new TopicPartition(topic.topicName(), partition), moment);
    }

    void notCaughtUp(Topic topic, int partition) {
        notCaughtUp(topic.topicName(), partition);
    }

    void notCaughtUp(String topic, int partition) {
        complete.remove(new TopicPartition(topic, partition));
    }

    /** Its task is closed while a query that found it ready still reads. */
    void leaves(int partition) {
        left.add(partition);
    }

    void rebalancing() {
        running = false;
    }

    double counted(String result) {
        return metrics.counter("promissory.views.facts", "result", result).count();
    }

    /** Wallets and journals on all partitions that are doubted for this. */
    long doubted(String kind) {
        return together().here().of(Trust.Kind.valueOf(kind.toUpperCase(Locale.ROOT)));
    }

    double countedOfMint(String result) {
        return metrics.counter("promissory.views.mint.facts", "result", result).count();
    }

    double countedOutcomes(String result) {
        return metrics.counter("promissory.views.outcomes", "result", result).count();
    }

    double countedRates(String result) {
        return metrics.counter("promissory.views.rates", "result", result).count();
    }

    /** An answer, its body parsed where it is an object. */
    record Answer(int status, HttpResponse<byte[]> response) {
        ObjectNode json() {
            return Json.readObject(response.body());
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }
    }

    Answer get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                .timeout(Duration.ofSeconds(20))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String name() {
        return "views";
    }

    @Override
    public void routes(RoutesConfig routes) {
        Partitions partitions = new Partitions(
                () -> new TestTables(new DriverStores(drivers), atWork, together(), complete, running),
                drivers.size(),
                drivers.size());
        new ViewRoutes(partitions, Duration.ofSeconds(1), RATE_MAX_AGE, Clock.fixed(NOW, ZoneOffset.UTC))
                .register(routes);
        ProofQuery proofs =
                new ProofQuery(new WalletQueries(partitions, Duration.ofSeconds(1)), this::read, Optional.of(Pen.KEY));
        new FactRoutes(new ReferenceQuery(partitions), proofs).register(routes);
        ViewProblems.register(routes);
    }

    /** As one instance would know them: to each driver its partition is number 0. */
    private Doubts together() {
        Doubts together = new Doubts();
        for (int number = 0; number < drivers.size(); number++) {
            if (!left.contains(number)) {
                together.start(number, Doubts.Count.of(doubts.get(number).of(0).orElseThrow()));
            }
        }
        return together;
    }

    @Override
    public Health health() {
        return new Health(running, Map.of());
    }

    @Override
    public void close() {
        client.close();
        server.close();
        drivers.forEach(TopologyTestDriver::close);
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private record DriverStores(List<TopologyTestDriver> drivers) implements StoreSource {

        private static final Map<String, String> TOPICS = Map.of(
                ViewTopology.WALLETS, Topic.FACTS.topicName(),
                ViewTopology.PROMISES, Topic.FACTS.topicName(),
                ViewTopology.SUPPLY, Topic.FACTS.topicName(),
                ViewTopology.OUTCOMES, Topic.OUTCOMES.topicName(),
                ViewTopology.MINT, MintTopic.FACTS.topicName());

        @Override
        public <S> S find(String store, QueryableStoreType<S> type, TopicPartition input) {
            if (input.partition() >= drivers.size()) {
                throw new InvalidStateStorePartitionException("no driver has " + input);
            }
            assertThat(input.topic()).as("%s is folded from", store).isEqualTo(TOPICS.get(store));
            return find(drivers.get(input.partition()), store, type);
        }

        @Override
        public <S> S findGlobal(String store, QueryableStoreType<S> type) {
            return find(drivers.getFirst(), store, type);
        }

        @SuppressWarnings("unchecked")
        private static <S> S find(TopologyTestDriver driver, String store, QueryableStoreType<S> type) {
            boolean keyed =
                    type.getClass() == QueryableStoreTypes.keyValueStore().getClass();
            return (S) (keyed ? driver.getKeyValueStore(store) : driver.getWindowStore(store));
        }
    }
}
