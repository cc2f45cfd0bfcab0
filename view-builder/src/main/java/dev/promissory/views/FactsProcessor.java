package dev.promissory.views;

import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings each record of wallet.facts to the {@link FactFold} of its partition. */
final class FactsProcessor implements Processor<byte[], byte[], Void, Void> {

    private static final Logger LOG = LoggerFactory.getLogger(FactsProcessor.class);

    private final Optional<SigningKey> key;
    private final ToIntFunction<byte[]> partitionOf;
    private final Positions positions;
    private final Doubts doubts;
    private final FoldMetrics metrics;

    private ProcessorContext<Void, Void> context;
    private TopicPartition partition;
    private Positions.Progress progress;
    private Doubts.Count doubted;
    private FactFold fold;

    FactsProcessor(
            Optional<SigningKey> key,
            ToIntFunction<byte[]> partitionOf,
            Positions positions,
            Doubts doubts,
            FoldMetrics metrics) {
        this.key = key;
        this.partitionOf = partitionOf;
        this.positions = positions;
        this.doubts = doubts;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        KeyValueStore<Bytes, byte[]> rows = context.getStateStore(ViewTopology.WALLETS);
        Table wallets = Table.in(rows);
        doubted = DoubtIndex.count(rows);
        FactJudge judge = new FactJudge(wallets, new SealCheck(key), partitionOf);
        HistoryFold history = new HistoryFold(wallets, HistoryFold.SNAPSHOT_EVERY);
        fold = new FactFold(
                wallets,
                table(ViewTopology.PROMISES),
                table(ViewTopology.SUPPLY),
                history,
                judge,
                new DoubtIndex(wallets, doubted));
        partition = new TopicPartition(Topic.FACTS.topicName(), context.taskId().partition());
        doubts.start(partition.partition(), doubted);
        progress = positions.start(partition);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        positions.fold(() -> fold(record));
    }

    private void fold(Record<byte[], byte[]> record) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        Verdict verdict = fold.fold(new FactRecord(
                metadata.partition(),
                metadata.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.value(),
                record.headers()));
        metrics.count(verdict);
        tell(verdict, metadata);
        progress.folded(metadata.offset());
    }

    @Override
    public void close() {
        positions.stop(partition, progress);
        doubts.stop(partition.partition(), doubted);
    }

    /** A wallet's first doubt is worth a line in the log; what follows from it is only counted. */
    private static void tell(Verdict verdict, RecordMetadata at) {
        if (verdict instanceof Verdict.Doubted doubted && isNew(doubted)) {
            LOG.warn(
                    "Wallet {} is no longer trusted: the fact at {}-{}@{} is {}",
                    doubted.after().wallet().id(),
                    at.topic(),
                    at.partition(),
                    at.offset(),
                    doubted.kind().label());
        }
    }

    private static boolean isNew(Verdict.Doubted doubted) {
        return !doubted.after().trust().doubt().equals(doubted.before().trust().doubt());
    }

    private Table table(String store) {
        KeyValueStore<Bytes, byte[]> rows = context.getStateStore(store);
        return Table.in(rows);
    }
}
