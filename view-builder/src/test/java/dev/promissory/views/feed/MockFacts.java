package dev.promissory.views.feed;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Memo;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;

/** wallet.facts in memory, a view over it, and at most one feed that follows it. */
public final class MockFacts {

    static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");

    private final FakeVouching view;
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final Map<Integer, Long> ends;
    private final List<ConsumerRecord<byte[], byte[]>> unread = new ArrayList<>();

    public MockFacts(int partitions) {
        this.view = new FakeVouching(partitions);
        this.ends = new HashMap<>(
                IntStream.range(0, partitions).boxed().collect(Collectors.toMap(number -> number, number -> 0L)));
    }

    public FakeVouching view() {
        return view;
    }

    MockConsumer<byte[], byte[]> consumer() {
        return consumer;
    }

    /** How many records the broker hands out in one go. */
    public void readAtOnce(int records) {
        consumer.setMaxPollRecords(records);
    }

    /** How many records of the partition the broker has handed out. */
    public long handedOut(int partition) {
        return consumer.position(new TopicPartition(Topic.FACTS.topicName(), partition));
    }

    /** A feed from the first fact on. */
    public FactFeed feed(Filter filter) {
        return feed(filter, ends.keySet().stream().collect(Collectors.toMap(number -> number, number -> 0L)));
    }

    public FactFeed feed(Filter filter, Map<Integer, Long> from) {
        FactFeed feed = FactFeed.over(consumer, view, from, filter);
        consumer.updateBeginningOffsets(consumer.assignment().stream()
                .collect(Collectors.toMap((TopicPartition partition) -> partition, partition -> 0L)));
        unread.forEach(this::hand);
        unread.clear();
        return feed;
    }

    /** Writes a record the view vouches for. */
    public byte[] good(int partition, Fact fact) {
        byte[] value = FactJson.write(fact);
        view.vouchFor(partition, ends.get(partition), fact.walletId().value(), fact.sequence());
        write(partition, fact.walletId().value(), value);
        return value;
    }

    public void write(int partition, String key, byte[] value) {
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        long offset = ends.merge(partition, 1L, Long::sum) - 1;
        var record = new ConsumerRecord<>(Topic.FACTS.topicName(), partition, offset, bytes, value);
        if (consumer.assignment().isEmpty()) {
            unread.add(record);
        } else {
            hand(record);
        }
    }

    /** Like a broker, which gives nobody the partitions he has not asked for. */
    private void hand(ConsumerRecord<byte[], byte[]> record) {
        if (consumer.assignment().contains(new TopicPartition(record.topic(), record.partition()))) {
            consumer.addRecord(record);
        }
    }

    public FactsExtent extent(Iterable<Integer> partitions) {
        Map<Integer, Long> first = new TreeMap<>();
        Map<Integer, Long> end = new TreeMap<>();
        for (int partition : partitions) {
            first.put(partition, 0L);
            end.put(partition, ends.get(partition));
        }
        return new FactsExtent(first, end);
    }

    public static Fact opened(String walletId, long sequence) {
        return new Fact.WalletOpened(head(walletId, sequence), Optional.empty(), false);
    }

    public static FactHead head(String walletId, long sequence) {
        return new FactHead(new WalletId(walletId), sequence, new CommandId("c-" + sequence), AT, Memo.none());
    }
}
