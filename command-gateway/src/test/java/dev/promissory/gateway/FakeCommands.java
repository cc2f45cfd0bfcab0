package dev.promissory.gateway;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** wallet.commands as a producer sees it: what happens to a record is up to the test. */
final class FakeCommands extends MockProducer<byte[], byte[]> {

    static final Handling HOLD = (record, callback) -> {};

    final List<ProducerRecord<byte[], byte[]>> sent = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger flushes = new AtomicInteger();
    private volatile Handling handling = HOLD;
    private volatile Runnable flushing = () -> {};

    interface Handling {
        void handle(ProducerRecord<byte[], byte[]> record, Callback callback);
    }

    FakeCommands() {
        super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void on(Handling now) {
        handling = now;
    }

    void onFlush(Runnable now) {
        flushing = now;
    }

    /** As the real producer refuses what it cannot queue: the callback runs before send returns. */
    static Handling refuse(RuntimeException cause) {
        return (record, callback) -> callback.onCompletion(null, cause);
    }

    static Handling throwing(RuntimeException cause) {
        return (record, callback) -> {
            throw cause;
        };
    }

    /** As the real producer gives up on what it had queued: the callback runs on its own thread. */
    static Handling failOnItsWay(RuntimeException cause) {
        return (record, callback) -> elsewhere(() -> callback.onCompletion(null, cause));
    }

    static void acknowledge(ProducerRecord<byte[], byte[]> record, Callback callback) {
        callback.onCompletion(new RecordMetadata(new TopicPartition(record.topic(), 0), 0, 0, 0, 0, 0), null);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        sent.add(record);
        handling.handle(record, callback);
        return new CompletableFuture<>();
    }

    @Override
    public void flush() {
        flushes.incrementAndGet();
        flushing.run();
    }

    private static void elsewhere(Runnable task) {
        Thread thread = Thread.ofVirtual().start(task);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
