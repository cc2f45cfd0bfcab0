package dev.promissory.operations.archive;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.WalletId;
import dev.promissory.operations.archive.Manifest.Source;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.MessageJson;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.WalletPartitions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A system's topics, written by stewards and by strangers. */
final class TopicsInMemory implements WalletTopics {

    static final SigningKey KEY = SigningKey.of(new byte[32]);
    static final int PARTITIONS = 3;

    private final Map<Topic, List<List<ConsumerRecord<byte[], byte[]>>>> topics = new EnumMap<>(Topic.class);
    private final Map<WalletId, byte[]> hashes = new HashMap<>();
    private final Sealer sealer = new Sealer(KEY);
    private long[] end;
    private String topicId = "topic-1";

    TopicsInMemory() {
        for (Topic topic : List.of(Topic.FACTS, Topic.TRANSFERS)) {
            List<List<ConsumerRecord<byte[], byte[]>>> partitions = new ArrayList<>();
            for (int i = 0; i < PARTITIONS; i++) {
                partitions.add(new ArrayList<>());
            }
            topics.put(topic, partitions);
        }
    }

    /** A steward writes its wallet's next fact. */
    void write(Fact fact) {
        byte[] value = FactJson.write(fact);
        byte[] previous = hashes.getOrDefault(fact.walletId(), FactSeal.noPreviousHash());
        FactSeal seal = sealer.seal(previous, value);
        hashes.put(fact.walletId(), seal.hash());
        Headers headers = new RecordHeaders()
                .add(HeaderNames.FACT_HASH, HeaderNames.hex(seal.hash()))
                .add(HeaderNames.PREVIOUS_HASH, HeaderNames.hex(seal.previousHash()))
                .add(HeaderNames.FACT_MAC, HeaderNames.hex(seal.mac()))
                .add(HeaderNames.CAUSE, HeaderNames.text("wallet.commands-0@7"));
        write(Topic.FACTS, fact.walletId().value(), value, headers);
    }

    /** A steward tells another. */
    void write(Message message) {
        byte[] value = MessageJson.write(message);
        Headers headers = new RecordHeaders().add(HeaderNames.MESSAGE_MAC, HeaderNames.hex(sealer.macOf(value)));
        write(Topic.TRANSFERS, message.addressee().value(), value, headers);
    }

    /** Anybody writes anything. */
    void write(Topic topic, String key, byte[] value, Headers headers) {
        int partition = WalletPartitions.of(key, PARTITIONS);
        List<ConsumerRecord<byte[], byte[]>> records = topics.get(topic).get(partition);
        records.add(new ConsumerRecord<>(
                topic.topicName(),
                partition,
                // A transaction's marker stands between any two.
                2L * records.size(),
                1_795_449_600_000L + records.size(),
                TimestampType.CREATE_TIME,
                0,
                0,
                HeaderNames.text(key),
                value,
                headers,
                Optional.empty()));
    }

    /** The record of wallet.facts that was written last on this wallet's partition. */
    ConsumerRecord<byte[], byte[]> lastOf(String walletId) {
        return topics.get(Topic.FACTS)
                .get(WalletPartitions.of(walletId, PARTITIONS))
                .getLast();
    }

    /** The record that was written last on this wallet's partition is lost. */
    void forget(String walletId) {
        List<ConsumerRecord<byte[], byte[]>> records =
                topics.get(Topic.FACTS).get(WalletPartitions.of(walletId, PARTITIONS));
        records.removeLast();
    }

    /** What is written to the facts of this wallet's partition from now on comes too late for the next export. */
    void endFactsOf(String walletId) {
        end = ends(Topic.FACTS);
        int partition = WalletPartitions.of(walletId, PARTITIONS);
        for (int i = 0; i < PARTITIONS; i++) {
            end[i] = i == partition ? end[i] : Long.MAX_VALUE;
        }
    }

    void endNothing() {
        end = null;
    }

    void beMadeAnew() {
        topicId = "topic-2";
    }

    @Override
    public Source source() {
        return new Source("cluster-1", topicId, PARTITIONS);
    }

    @Override
    public long[] committedEnds(Topic topic, int partitions) {
        long[] ends = ends(topic);
        for (int i = 0; end != null && i < PARTITIONS; i++) {
            ends[i] = Math.min(ends[i], end[i]);
        }
        return ends;
    }

    @Override
    public long[] writtenEnds(Topic topic, int partitions) {
        return ends(topic);
    }

    @Override
    public void read(Topic topic, int partition, long from, long to, Reader reader) throws IOException {
        for (ConsumerRecord<byte[], byte[]> record : topics.get(topic).get(partition)) {
            if (record.offset() >= from && record.offset() < to) {
                reader.read(record);
            }
        }
    }

    private long[] ends(Topic topic) {
        return topics.get(topic).stream()
                .mapToLong(records -> 2L * records.size())
                .toArray();
    }
}
