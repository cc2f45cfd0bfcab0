package dev.promissory.gateway;

import dev.promissory.gateway.PendingAnswers.Waiter;
import dev.promissory.gateway.Reply.NotAccepted;
import dev.promissory.gateway.Reply.Refusal;
import dev.promissory.protocol.HeaderNames;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands commands to Kafka and promises a reply to each. The waiter is registered before the send, since the answer may
 * be faster than the send returns.
 */
final class CommandSender<C, O> {

    private static final Logger LOG = LoggerFactory.getLogger(CommandSender.class);

    private final Addressee<C, O> addressee;
    private final Producer<byte[], byte[]> producer;
    private final Gathering gathering;
    private final PendingAnswers<C, O> answers;
    private final BrokerProbe broker;
    private final BooleanSupplier rebuilding;
    private final byte[] replyPartition;
    private final Duration patience;
    private final Semaphore room;
    private final GatewayMetrics metrics;
    private final java.util.function.Consumer<Throwable> broken;
    private volatile boolean closed;

    /** What a caller waits for. */
    enum Wait {
        FOR_THE_ANSWER,
        FOR_KAFKA
    }

    /**
     * @param rebuilding whether nobody decides now, for longer than a caller waits
     * @param replyPartition of the addressee's outcomes, where the answers are to come
     * @param broken is told the cause when the producer can send no more
     */
    CommandSender(
            Addressee<C, O> addressee,
            Producer<byte[], byte[]> producer,
            PendingAnswers<C, O> answers,
            BrokerProbe broker,
            BooleanSupplier rebuilding,
            int replyPartition,
            GatewaySettings settings,
            GatewayMetrics metrics,
            java.util.function.Consumer<Throwable> broken) {
        this.addressee = addressee;
        this.producer = producer;
        this.gathering = new Gathering(producer, answers::size);
        this.answers = answers;
        this.broker = broker;
        this.rebuilding = rebuilding;
        this.replyPartition = HeaderNames.text(Integer.toString(replyPartition));
        this.patience = settings.answerTimeout();
        this.room = new Semaphore(settings.maxInFlight());
        this.metrics = metrics;
        this.broken = broken;
    }

    /**
     * Sends the command, or refuses it at once when too many wait already. The reply never fails and always comes.
     *
     * @param value the command as it travels
     */
    CompletableFuture<Reply<O>> send(C command, byte[] value, Wait wait) {
        return room.tryAcquire() ? sendInRoom(command, value, wait) : refusal(Refusal.TOO_MANY_IN_FLIGHT);
    }

    /** Like {@link #send}, but waits for room as long as any command waits for its answer. */
    CompletableFuture<Reply<O>> sendWhenThereIsRoom(C command, byte[] value) throws InterruptedException {
        return room.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)
                ? sendInRoom(command, value, Wait.FOR_THE_ANSWER)
                : refusal(Refusal.TOO_MANY_IN_FLIGHT);
    }

    private CompletableFuture<Reply<O>> sendInRoom(C command, byte[] value, Wait wait) {
        long started = System.nanoTime();
        Waiter<C, O> waiter = answers.register(command);
        // What is returned completes after the room is given back: one caller at a time never finds it full.
        CompletableFuture<Reply<O>> settled = waiter.reply().whenComplete((reply, failure) -> {
            room.release();
            metrics.settled(command, reply, addressee.accepts(), System.nanoTime() - started);
        });
        if (closed || !broker.reachable()) {
            waiter.reply().complete(new NotAccepted<>(Refusal.KAFKA_UNAVAILABLE));
        } else if (rebuilding.getAsBoolean()) {
            waiter.reply().complete(new NotAccepted<>(Refusal.STEWARDS_REBUILDING));
        } else {
            hand(value, waiter, wait);
        }
        return settled;
    }

    private void hand(byte[] value, Waiter<C, O> waiter, Wait wait) {
        String key = addressee.key().apply(waiter.command());
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(addressee.commands(), HeaderNames.text(key), value);
        record.headers()
                .add(HeaderNames.REQUEST_ID, HeaderNames.text(waiter.requestId()))
                .add(HeaderNames.REPLY_PARTITION, replyPartition);
        Delivery<O> delivery = new Delivery<>(waiter, wait);
        try {
            producer.send(record, delivery);
        } catch (ApiException | InterruptException e) {
            delivery.refused(e);
        } catch (KafkaException | IllegalStateException e) {
            // The producer is closed, or has failed for good; it may have queued the record before it noticed.
            waiter.reply().complete(new Reply.Unknown<>());
            if (!closed) {
                broken.accept(e);
            }
        } finally {
            delivery.sent();
        }
        gathering.handed();
    }

    /** Refuses whatever comes from now on. To be called before the producer is closed. */
    void refuseAll() {
        closed = true;
    }

    private CompletableFuture<Reply<O>> refusal(Refusal refusal) {
        return CompletableFuture.completedFuture(new NotAccepted<>(refusal));
    }

    /**
     * What becomes of one record. The producer reports what it could not even queue (no metadata, no memory, too large,
     * not allowed) from within send, on the sending thread: that record is certainly nowhere. What fails later was on
     * its way, and a failure does not prove that it did not arrive.
     */
    private static final class Delivery<O> implements Callback {

        private final Waiter<?, O> waiter;
        private final Wait wait;
        private final Thread sending = Thread.currentThread();
        private boolean sent;

        Delivery(Waiter<?, O> waiter, Wait wait) {
            this.waiter = waiter;
            this.wait = wait;
        }

        void sent() {
            sent = true;
        }

        void refused(Exception cause) {
            LOG.warn("Kafka did not take request {}: {}", waiter.requestId(), cause.toString());
            waiter.reply().complete(new NotAccepted<>(Refusal.KAFKA_UNAVAILABLE));
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception failure) {
            if (failure == null) {
                if (wait == Wait.FOR_KAFKA) {
                    waiter.reply().complete(new Reply.Recorded<>());
                }
            } else if (Thread.currentThread() == sending && !sent) {
                refused(failure);
            } else {
                LOG.warn("Whether Kafka has request {} is unknown: {}", waiter.requestId(), failure.toString());
                waiter.reply().complete(new Reply.Unknown<>());
            }
        }
    }
}
