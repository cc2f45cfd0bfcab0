package dev.promissory.views;

import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.UnreadableException;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Brings each record of wallet.outcomes to the {@link OutcomeFold} of its partition. */
final class OutcomesProcessor implements Processor<byte[], byte[], Void, Void> {

    private final Optional<SigningKey> key;
    private final Positions positions;
    private final FoldMetrics metrics;

    private Optional<Sealer> sealer;
    private ProcessorContext<Void, Void> context;
    private TopicPartition partition;
    private Positions.Progress progress;
    private OutcomeFold fold;

    OutcomesProcessor(Optional<SigningKey> key, Positions positions, FoldMetrics metrics) {
        this.key = key;
        this.positions = positions;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        sealer = key.map(Sealer::new);
        fold = new OutcomeFold(context.getStateStore(ViewTopology.OUTCOMES));
        partition =
                new TopicPartition(Topic.OUTCOMES.topicName(), context.taskId().partition());
        progress = positions.start(partition);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        positions.fold(() -> fold(record));
    }

    private void fold(Record<byte[], byte[]> record) {
        if (!isSigned(record)) {
            metrics.unsignedOutcome();
        } else if (isDryRun(record)) {
            metrics.dryRun();
        } else if (isReadable(record)) {
            metrics.outcome();
        } else {
            metrics.unreadableOutcome();
        }
        progress.folded(context.recordMetadata().orElseThrow().offset());
    }

    @Override
    public void close() {
        positions.stop(partition, progress);
    }

    /** Anybody can write to the topic; only without the key is everything on it believed. */
    private boolean isSigned(Record<byte[], byte[]> record) {
        return sealer.isEmpty()
                || record.value() != null && sealer.get().isSignedOutcome(record.headers(), record.value());
    }

    /** Nothing has followed from it, and the command itself may still come. */
    private static boolean isDryRun(Record<byte[], byte[]> record) {
        return HeaderNames.read(record.headers(), HeaderNames.DRY_RUN).isPresent();
    }

    /** Folds the record; false when it is no outcome, of which nobody can be told anything. */
    private boolean isReadable(Record<byte[], byte[]> record) {
        if (record.value() == null) {
            return false;
        }
        try {
            fold.fold(OutcomeJson.read(record.value()), timeOf(record), record.value());
            return true;
        } catch (UnreadableException e) {
            return false;
        }
    }

    /** Never in the future: what is older than the newest time by the table's span is dropped, and that would be all. */
    private long timeOf(Record<byte[], byte[]> record) {
        return Math.min(record.timestamp(), context.currentSystemTimeMs());
    }
}
