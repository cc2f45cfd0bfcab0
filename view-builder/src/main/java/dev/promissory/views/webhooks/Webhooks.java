package dev.promissory.views.webhooks;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.protocol.TopicSpec;
import dev.promissory.views.ViewProblems;
import dev.promissory.views.feed.Vouching;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** The webhooks of one instance of the views, wired and running. */
public final class Webhooks implements AutoCloseable {

    /** Their topics. */
    public static final List<TopicSpec> TOPICS = List.of(Topic.WEBHOOKS.spec(), Topic.UNDELIVERED.spec());

    private static final Duration CHANGE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration PRODUCER_CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final WebhookTables tables = new WebhookTables();
    private final Registry registry;
    private final Producer<byte[], byte[]> producer;
    private final HttpEndpoint endpoint;
    private final Workers workers;
    private final WebhookRoutes routes;
    private final UndeliveredRoutes undeliveredRoutes;

    private Webhooks(Edges edges, WebhookSettings settings, MeterRegistry meters, Consumer<Throwable> broken) {
        Clock clock = Clock.systemUTC();
        WebhookMetrics metrics = new WebhookMetrics(meters);
        metrics.watch(tables);
        Tallies tallies = new Tallies(tables, metrics);
        Feeds feeds = new Feeds(edges.kafka(), edges.admin(), edges.vouching());
        Places places = new Places(edges.admin());
        List<TopicPartition> partitions = partitions(edges.layout());
        producer = WebhookKafka.producer(edges.kafka());
        try {
            registry = Registry.start(WebhookKafka.consumer(edges.kafka()), partitions, tables, metrics, broken);
        } catch (RuntimeException e) {
            producer.close(PRODUCER_CLOSE_TIMEOUT);
            throw e;
        }
        RegistryLog log = new RegistryLog(producer, registry);
        Registrations registrations = new Registrations(tables, log, places, clock, CHANGE_PATIENCE);
        endpoint = new HttpEndpoint(settings.timeout(), clock, tables::generations);
        Courier courier =
                new Courier(endpoint, BackOff.from(settings.firstWait()), settings.attempts(), Thread::sleep, clock);
        workers = new Workers(
                tables,
                registry::complete,
                new Worker.Tools(
                        feeds,
                        places,
                        settings.concurrency(),
                        tables::isCurrent,
                        tables::isWanted,
                        registrations::suspend,
                        broken,
                        System::nanoTime),
                webhook -> new Telling(webhook, courier, GivenUps.inTopic(webhook, tables, log), tallies.of(webhook)),
                metrics);
        WebhookAnswers answers = new WebhookAnswers(tables, tallies);
        routes = new WebhookRoutes(
                this::requireComplete, tables, registrations, answers, new FactPositions(feeds), places, clock);
        undeliveredRoutes = new UndeliveredRoutes(this::requireComplete, tables, log, feeds, courier, tallies);
        workers.start();
    }

    /**
     * What the webhooks touch.
     *
     * @param admin not closed by them
     * @param layout of {@link #TOPICS} among others
     * @param vouching knows which facts this instance has verified
     */
    public record Edges(KafkaConnection kafka, Admin admin, TopicLayout layout, Vouching vouching) {}

    /** @param broken is told what they cannot go on after */
    public static Webhooks start(
            Edges edges, WebhookSettings settings, MeterRegistry meters, Consumer<Throwable> broken) {
        return new Webhooks(edges, settings, meters, broken);
    }

    public void routes(RoutesConfig config) {
        routes.register(config);
        undeliveredRoutes.register(config);
    }

    /** Whether every registration is known. */
    public boolean ready() {
        return registry.complete();
    }

    /** For the operator. A webhook that is suspended is its owner's business and nobody's fault here. */
    public Map<String, Object> health() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("ready", ready());
        details.put("active", tables.count(true));
        details.put("suspended", tables.count(false));
        details.put("undelivered", tables.undelivered());
        return details;
    }

    /** Ends within 5 seconds. */
    @Override
    public void close() {
        workers.close();
        endpoint.close();
        producer.close(PRODUCER_CLOSE_TIMEOUT);
        registry.close();
    }

    private void requireComplete() {
        if (!registry.complete()) {
            throw ViewProblems.notReady("The registrations of webhooks are being read: try again.");
        }
    }

    private static List<TopicPartition> partitions(TopicLayout layout) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (TopicSpec topic : TOPICS) {
            for (int number = 0; number < layout.of(topic.name()).partitions(); number++) {
                partitions.add(new TopicPartition(topic.name(), number));
            }
        }
        return partitions;
    }
}
