package dev.promissory.gateway;

import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.UnreadableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one partition of wallet.outcomes, from the end it had at the start, and hands each answer to the one who waits
 * for it. Other gateways may read the same partition: answers to their requests are passed over.
 *
 * <p>It takes the partition without a consumer group: there is no rebalance to wait for, and nobody else can be given
 * the partition that answers come back on.
 */
final class OutcomeListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeListener.class);

    private static final Duration POSITION_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final PendingAnswers answers;
    private final GatewayMetrics metrics;
    private final int partition;
    private final Thread thread;
    private volatile boolean closed;

    private OutcomeListener(
            Consumer<byte[], byte[]> consumer,
            int partition,
            PendingAnswers answers,
            GatewayMetrics metrics,
            java.util.function.Consumer<Throwable> broken) {
        this.consumer = consumer;
        this.partition = partition;
        this.answers = answers;
        this.metrics = metrics;
        this.thread = Thread.ofPlatform()
                .name("outcome-listener")
                .daemon()
                .uncaughtExceptionHandler((dead, cause) -> broken.accept(cause))
                .unstarted(this::listen);
    }

    /**
     * Stands at the end of the partition when it returns: the answer to any command sent after that is heard.
     *
     * @param broken is told the cause when the listener dies
     */
    static OutcomeListener start(
            Consumer<byte[], byte[]> consumer,
            int partition,
            PendingAnswers answers,
            GatewayMetrics metrics,
            java.util.function.Consumer<Throwable> broken) {
        TopicPartition outcomes = new TopicPartition(Topic.OUTCOMES.topicName(), partition);
        consumer.assign(List.of(outcomes));
        consumer.seekToEnd(List.of(outcomes));
        // Seeking is lazy: without this question the end would be the one at the first poll, perhaps past an answer.
        long end = consumer.position(outcomes, POSITION_TIMEOUT);
        LOG.info("Listening for answers on {} from offset {}", outcomes, end);
        OutcomeListener listener = new OutcomeListener(consumer, partition, answers, metrics, broken);
        listener.thread.start();
        return listener;
    }

    /** The partition that answers are to come back on. */
    int partition() {
        return partition;
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
                LOG.warn("The outcome listener has not stopped within 2 s");
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
        Optional<Outcome> outcome = read(answer);
        if (outcome.isEmpty()) {
            answers.giveUp(requestId.get());
        } else if (!answers.answer(requestId.get(), outcome.get()) && answers.expects(requestId.get())) {
            // Not wanted although somebody still waits; whose time ran out a moment ago waits no more.
            metrics.unusableOutcome();
            LOG.warn("The outcome at {} answers another command than request {} sent", at(answer), requestId.get());
        }
    }

    /** Empty when a newer steward, or somebody who is none, wrote something this version cannot read. */
    private Optional<Outcome> read(ConsumerRecord<byte[], byte[]> answer) {
        try {
            return Optional.of(OutcomeJson.read(answer.value()));
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
