package dev.promissory.benchmarks.yardstick;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** {@link BareTopology} at work, with the settings that make a difference named. */
final class Bare implements Contender {

    private static final String APPLICATION_ID = "bare";
    private static final Duration CLOSE = Duration.ofSeconds(10);

    private final KafkaStreams streams;

    Bare(String bootstrap, Path stateDir, int partitions, int threads, Duration commitInterval, Duration poll) {
        createTopics(bootstrap, partitions);
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION_ID);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        settings.put(StreamsConfig.POLL_MS_CONFIG, poll.toMillis());
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        this.streams = new KafkaStreams(BareTopology.build(), settings);
    }

    private static void createTopics(String bootstrap, int partitions) {
        List<NewTopic> topics = Stream.of(
                        BareTopology.COMMANDS, BareTopology.MESSAGES, BareTopology.FACTS, BareTopology.OUTCOMES)
                .map(name -> new NewTopic(name, Optional.of(partitions), Optional.empty()))
                .toList();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot make the topics", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public String name() {
        return "bare";
    }

    @Override
    public String facts() {
        return BareTopology.FACTS;
    }

    @Override
    public long prepare(CommandLog log) {
        return 0;
    }

    @Override
    public ProducerRecord<byte[], byte[]> transfer(long number, int sender, int receiver) {
        return new ProducerRecord<>(BareTopology.COMMANDS, key(sender), key(receiver));
    }

    private static byte[] key(int wallet) {
        return ("bench-" + wallet).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void start() {
        streams.start();
    }

    @Override
    public void close() {
        streams.close(CLOSE);
    }
}
