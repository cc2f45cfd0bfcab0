package dev.promissory.gateway;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.Health;
import dev.promissory.kit.Service;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.protocol.TopicProvisioner;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * The command gateway, wired and running: requests become records on wallet.commands, and the stewards' committed
 * answers become responses. It has no state that outlives a request, so any number may run side by side.
 */
public final class CommandGateway implements Service {

    private static final String NAME = "gateway";

    private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration ADMIN_CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final GatewaySettings settings;
    private final PendingAnswers answers;
    private final OutcomeListener listener;
    private final BrokerProbe broker;
    private final CommandSender sender;
    private final List<Runnable> afterwards;

    /**
     * What a gateway touches of Kafka.
     *
     * @param replyPartition of wallet.outcomes, where it listens
     * @param afterwards run, in this order, when the gateway has ended
     */
    record Edges(
            Producer<byte[], byte[]> producer,
            Consumer<byte[], byte[]> consumer,
            BrokerProbe.Question question,
            int replyPartition,
            List<Runnable> afterwards) {}

    /** Begins to listen for answers, and only then is there to be asked. */
    CommandGateway(GatewaySettings settings, Edges edges, MeterRegistry registry, Fatal fatal) {
        java.util.function.Consumer<Throwable> broken = cause -> fatal.report(NAME, cause);
        GatewayMetrics metrics = new GatewayMetrics(registry);
        this.settings = settings;
        this.afterwards = List.copyOf(edges.afterwards());
        this.answers = new PendingAnswers(randomPrefix(), settings.answerTimeout());
        this.listener = OutcomeListener.start(edges.consumer(), edges.replyPartition(), answers, metrics, broken);
        this.broker = new BrokerProbe(edges.question(), System::nanoTime, broken);
        this.sender =
                new CommandSender(edges.producer(), answers, broker, edges.replyPartition(), settings, metrics, broken);
        metrics.watch(answers::size, broker::reachable);
        broker.start();
    }

    /**
     * Makes or checks the topics, connects, and stands at the end of the answers when it returns.
     *
     * @throws dev.promissory.protocol.TopicMismatchException when a topic cannot serve
     * @throws IllegalStateException when the cluster does not answer
     */
    public static CommandGateway start(GatewaySettings settings, MeterRegistry metrics, Fatal fatal) {
        Admin admin = GatewayKafka.admin(settings);
        TopicLayout layout;
        try {
            layout = new TopicProvisioner(admin, settings.partitions(), settings.defaultPartitions()).provision();
        } catch (RuntimeException e) {
            admin.close(ADMIN_CLOSE_TIMEOUT);
            throw e;
        }
        Producer<byte[], byte[]> producer = GatewayKafka.producer(settings);
        Consumer<byte[], byte[]> consumer = GatewayKafka.consumer(settings);
        awaitMetadata(producer);
        KafkaClientMetrics producerMetrics = new KafkaClientMetrics(producer, Tags.of("service", NAME));
        KafkaClientMetrics consumerMetrics = new KafkaClientMetrics(consumer, Tags.of("service", NAME));
        producerMetrics.bindTo(metrics);
        consumerMetrics.bindTo(metrics);
        Edges edges = new Edges(
                producer,
                consumer,
                GatewayKafka.question(admin),
                // Any partition will do; spread over them, many gateways do not all read each other's answers.
                new SecureRandom().nextInt(layout.outcomePartitions()),
                List.of(producerMetrics::close, consumerMetrics::close, () -> admin.close(ADMIN_CLOSE_TIMEOUT)));
        return new CommandGateway(settings, edges, metrics, fatal);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void routes(RoutesConfig routes) {
        new WalletRoutes(sender).register(routes);
        new BatchRoute(sender, settings.maxInFlight()).register(routes);
        new ExerciseRoutes(sender).register(routes);
    }

    @Override
    public Health health() {
        boolean listening = listener.listening();
        boolean reachable = broker.reachable();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("listening", listening);
        details.put("outcomePartition", listener.partition());
        details.put("brokerReachable", reachable);
        details.put("inFlight", answers.size());
        return new Health(listening && reachable, details);
    }

    /** Delivers what it has taken, still hears the answers that come meanwhile, and tells the rest "unknown". */
    @Override
    public void close() {
        broker.close();
        sender.close();
        listener.close();
        answers.giveUpAll();
        afterwards.forEach(Runnable::run);
    }

    /** The first command should not have to wait for what every command needs. */
    private static void awaitMetadata(Producer<byte[], byte[]> producer) {
        long deadline = System.nanoTime() + METADATA_TIMEOUT.toNanos();
        boolean known = false;
        while (!known) {
            try {
                known = !producer.partitionsFor(Topic.COMMANDS.topicName()).isEmpty();
            } catch (TimeoutException e) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "Kafka does not say where " + Topic.COMMANDS.topicName() + " is", e);
                }
            }
        }
    }

    /** 64 random bits: request ids of gateways that share a partition never meet. */
    private static String randomPrefix() {
        byte[] bytes = new byte[Long.BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
