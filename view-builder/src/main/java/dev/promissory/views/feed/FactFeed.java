package dev.promissory.views.feed;

import dev.promissory.domain.Fact;
import dev.promissory.domain.WalletId;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Follows wallet.facts behind the view: a record is read when the view has folded past it, and given out when the view
 * vouches for it. What is forged, copied or astray is passed over, as if it were not there. A wallet's facts come in
 * their order, each exactly once from one position on.
 *
 * <p>It reads on only when all it has read was given out, so it holds little however much there is. While there is
 * nothing new it looks at the view and leaves Kafka alone: an idle feed costs next to nothing. For one thread.
 */
public final class FactFeed implements AutoCloseable {

    private static final Duration LONGEST_READ = Duration.ofMillis(100);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Consumer<byte[], byte[]> consumer;
    private final Vouching vouching;
    private final Filter filter;

    /** Read, and neither given out nor passed over. */
    private final Deque<ConsumerRecord<byte[], byte[]>> read = new ArrayDeque<>();

    private FactFeed(Consumer<byte[], byte[]> consumer, Vouching vouching, Filter filter) {
        this.consumer = consumer;
        this.vouching = vouching;
        this.filter = filter;
    }

    /**
     * Opens a feed; Kafka is not asked before the first {@link #poll}.
     *
     * @param from the offset of the first record to look at, for exactly the filter's partitions
     * @throws NotHereException when one of them is not here
     * @throws IllegalArgumentException when {@code from} is of other partitions, or has a negative offset
     */
    public static FactFeed open(KafkaConnection kafka, Vouching vouching, Map<Integer, Long> from, Filter filter) {
        if (!from.keySet().equals(filter.partitions(vouching.partitions()))) {
            throw new IllegalArgumentException("partitions " + from.keySet() + " are not the filter's");
        }
        return openSome(kafka, vouching, from, filter);
    }

    /**
     * As {@link #open}, of some of the filter's partitions: where views are on several instances, each follows its own.
     *
     * @param from the offset of the first record to look at, by partition
     * @throws NotHereException when one of them is not here
     */
    public static FactFeed openSome(KafkaConnection kafka, Vouching vouching, Map<Integer, Long> from, Filter filter) {
        from.keySet().forEach(vouching::folded);
        Consumer<byte[], byte[]> consumer = FeedKafka.consumer(kafka);
        try {
            return over(consumer, vouching, from, filter);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    static FactFeed over(Consumer<byte[], byte[]> consumer, Vouching vouching, Map<Integer, Long> from, Filter filter) {
        consumer.assign(from.keySet().stream().map(FactFeed::topicPartition).toList());
        from.forEach((partition, offset) -> consumer.seek(topicPartition(partition), offset));
        return new FactFeed(consumer, vouching, filter);
    }

    /**
     * The next facts, in the order of each partition; none when there are none in time, or this thread is interrupted.
     * After an exception the feed can only be closed, and goes on elsewhere from its last {@link #position}.
     *
     * @throws NotHereException when a partition is no longer here
     * @throws org.apache.kafka.clients.consumer.OffsetOutOfRangeException when the position is not in the topic
     * @throws org.apache.kafka.common.KafkaException when Kafka refuses to be read; when it does not answer, no facts come
     */
    public List<FeedFact> poll(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            boolean goesOn = read.isEmpty() && viewIsAhead();
            if (goesOn) {
                consumer.poll(shorter(left, LONGEST_READ)).forEach(read::add);
            }
            List<FeedFact> facts = takeVouchedFor();
            if (!facts.isEmpty() || left.isZero() || Thread.currentThread().isInterrupted()) {
                return facts;
            }
            if (!goesOn) {
                LockSupport.parkNanos(shorter(left, LOOK_AGAIN).toNanos());
            }
        }
    }

    /** For each partition the offset to open a feed with that gives out what this one has not yet. */
    public Map<Integer, Long> position() {
        Map<Integer, Long> position = new TreeMap<>();
        read.forEach(record -> position.putIfAbsent(record.partition(), record.offset()));
        consumer.assignment()
                .forEach(each -> position.computeIfAbsent(each.partition(), number -> consumer.position(each)));
        return position;
    }

    /** Frees the consumer, without waiting for Kafka. */
    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private boolean viewIsAhead() {
        boolean ahead = false;
        // All are asked: each must still be here, also when there is nothing new.
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong folded = vouching.folded(partition.partition());
            ahead |= folded.isPresent() && folded.getAsLong() > consumer.position(partition);
        }
        return ahead;
    }

    private List<FeedFact> takeVouchedFor() {
        List<FeedFact> facts = new ArrayList<>();
        while (!read.isEmpty() && isJudged(read.peek())) {
            wanted(read.peek()).filter(this::isVouchedFor).ifPresent(facts::add);
            read.remove();
        }
        return facts;
    }

    private boolean isJudged(ConsumerRecord<byte[], byte[]> record) {
        OptionalLong folded = vouching.folded(record.partition());
        return folded.isPresent() && folded.getAsLong() > record.offset();
    }

    private boolean isVouchedFor(FeedFact fact) {
        return vouching.isVouchedFor(fact.partition(), fact.offset(), fact.walletId(), fact.sequence());
    }

    /** What the record claims to be, if that is wanted; the key is looked at first, since reading facts takes time. */
    private Optional<FeedFact> wanted(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return Optional.empty();
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        return WalletId.isValid(key) && filter.wants(new WalletId(key)) ? wantedFact(record) : Optional.empty();
    }

    private Optional<FeedFact> wantedFact(ConsumerRecord<byte[], byte[]> record) {
        Fact fact;
        try {
            fact = FactJson.read(record.value());
        } catch (UnreadableException e) {
            // No fact, so the view has folded none.
            return Optional.empty();
        }
        String type = FactJson.type(fact);
        if (!filter.wants(type) || !filter.wants(fact.walletId())) {
            return Optional.empty();
        }
        return Optional.of(new FeedFact(
                record.partition(),
                record.offset(),
                fact.walletId(),
                fact.sequence(),
                type,
                fact.head().at(),
                record.value()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static TopicPartition topicPartition(int partition) {
        return new TopicPartition(Topic.FACTS.topicName(), partition);
    }
}
