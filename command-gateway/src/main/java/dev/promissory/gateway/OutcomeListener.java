package dev.promissory.gateway;

import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.UnreadableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one partition of a topic of outcomes, from the end it had at the start, and hands each answer to the one who waits
 * for it. Other gateways may read the same partition: answers to their requests are passed over.
 *
 * <p>It takes the partition without a consumer group: there is no rebalance to wait for, and nobody else can be given
 * the partition that answers come back on.
 */
final class OutcomeListener<O> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeListener.class);

    private static final Duration POSITION_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Function<byte[], O> reader;
    private final PendingAnswers<?, O> answers;
    private final GatewayMetrics metrics;
    private final TopicPartition partition;
    private final Thread thread;
    private volatile boolean closed;

    private OutcomeListener(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            Function<byte[], O> reader,
            PendingAnswers<?, O> answers,
            GatewayMetrics metrics,
            java.util.function.Consumer<Throwable> broken) {
        this.consumer = consumer;
        this.partition = partition;
        this.reader = reader;
        this.answers = answers;
        this.metrics = metrics;
        this.thread = Thread.ofPlatform()
                .name(partition.topic() + "-listener")
                .daemon()
                .uncaughtExceptionHandler((dead, cause) -> broken.accept(cause))
                .unstarted(this::listen);
    }

    /**
     * Stands at the end of the partition when it returns: the answer to any command sent after that is heard.
     *
     * @param reader of an outcome's value
     * @param broken is told the cause when the listener dies
     */
    static <O> OutcomeListener<O> start(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            Function<byte[], O> reader,
            PendingAnswers<?, O> answers,
            GatewayMetrics metrics,
            java.util.function.Consumer<Throwable> broken) {
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        // Seeking is lazy: without this question the end would be the one at the first poll, perhaps past an answer.
        long end = consumer.position(partition, POSITION_TIMEOUT);
        LOG.info("Listening for answers on {} from offset {}", partition, end);
        OutcomeListener<O> listener = new OutcomeListener<>(consumer, partition, reader, answers, metrics, broken);
        listener.thread.start();
        return listener;
    }

    /** The partition that answers are to come back on. */
    int partition() {
        return partition.partition();
    }

    boolean listening() {
        return thread.isAlive() && !closed;
    }

    /** Stops listening within 3 seconds. */
    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            if (!thread.join(Duration.ofSeconds(2))) {
                LOG.warn("The listener on {} has not stopped within 2 s", partition);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try {
            while (!closed) {
                consumer.poll(POLL).forEach(this::hear);
            }
        } catch (WakeupException e) {
            if (!closed) {
                throw e;
            }
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        }
    }

    private void hear(ConsumerRecord<byte[], byte[]> answer) {
        Optional<String> requestId =
                HeaderNames.read(answer.headers(), HeaderNames.REQUEST_ID).filter(answers::expects);
        if (requestId.isEmpty()) {
            return;
        }
        Optional<O> outcome = read(answer);
        if (outcome.isEmpty()) {
            answers.giveUp(requestId.get());
        } else if (!answers.answer(requestId.get(), outcome.get()) && answers.expects(requestId.get())) {
            // Not wanted although somebody still waits; whose time ran out a moment ago waits no more.
            metrics.unusableOutcome();
            LOG.warn("The outcome at {} answers another command than request {} sent", at(answer), requestId.get());
        }
    }

    /** Empty when a newer service, or somebody who is none, wrote something this version cannot read. */
    private Optional<O> read(ConsumerRecord<byte[], byte[]> answer) {
        try {
            return Optional.of(reader.apply(answer.value()));
        } catch (UnreadableException e) {
            metrics.unusableOutcome();
            LOG.warn("The outcome at {} cannot be read: {}", at(answer), e.getMessage());
            return Optional.empty();
        }
    }

    private static String at(ConsumerRecord<byte[], byte[]> answer) {
        return answer.topic() + "-" + answer.partition() + "@" + answer.offset();
    }
}
