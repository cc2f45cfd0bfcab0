package dev.promissory.views;

import dev.promissory.mint.protocol.MintTopic;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.SigningKey;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings each record of mint.facts to the {@link MintFold} of its partition. */
final class MintFactsProcessor implements Processor<byte[], byte[], Void, Void> {

    private static final Logger LOG = LoggerFactory.getLogger(MintFactsProcessor.class);

    private final Optional<SigningKey> key;
    private final ToIntFunction<byte[]> partitionOf;
    private final Positions positions;
    private final FoldMetrics metrics;

    private ProcessorContext<Void, Void> context;
    private TopicPartition partition;
    private Positions.Progress progress;
    private MintFold fold;

    MintFactsProcessor(
            Optional<SigningKey> key, ToIntFunction<byte[]> partitionOf, Positions positions, FoldMetrics metrics) {
        this.key = key;
        this.partitionOf = partitionOf;
        this.positions = positions;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        Table mint = Table.in(context.getStateStore(ViewTopology.MINT));
        fold = new MintFold(mint, new MintJudge(mint, new SealCheck(key), partitionOf));
        partition =
                new TopicPartition(MintTopic.FACTS.topicName(), context.taskId().partition());
        progress = positions.start(partition);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        positions.fold(() -> fold(record));
    }

    private void fold(Record<byte[], byte[]> record) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        MintVerdict verdict = fold.fold(new FactRecord(
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
    }

    /** A currency's first doubt is worth a line in the log; what follows from it is only counted. */
    private static void tell(MintVerdict verdict, RecordMetadata at) {
        if (verdict instanceof MintVerdict.Doubted doubted && doubted.after() != doubted.before()) {
            LOG.warn(
                    "Currency {} of the mint is no longer trusted: the fact at {}-{}@{} is {}",
                    doubted.after().minted().currency(),
                    at.topic(),
                    at.partition(),
                    at.offset(),
                    doubted.kind().label());
        }
    }
}
