package dev.promissory.benchmarks.yardstick;

import dev.promissory.benchmarks.load.Ending;
import dev.promissory.benchmarks.load.Pace;
import dev.promissory.benchmarks.load.Recorder;
import dev.promissory.operations.log.Progress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Commands at a fixed rate, each from when it was due until its outcome is read. Which outcome is which command's follows
 * from their order: a wallet's outcomes come in the order of its commands.
 */
final class RoundTrips implements AutoCloseable {

    private static final Map<Ending, Long> GOOD = Map.of(Ending.GOOD, 1L);

    private final Tail outcomes;
    private final LongConsumer write;
    private final LongFunction<String> key;
    private final Progress progress;
    private final Map<String, Queue<Long>> due = new ConcurrentHashMap<>();
    private long made;

    /**
     * @param write writes the command of this number
     * @param key of its outcome
     */
    RoundTrips(Tail outcomes, LongConsumer write, LongFunction<String> key, Progress progress) {
        this.outcomes = outcomes;
        this.write = write;
        this.key = key;
        this.progress = progress;
    }

    /** Returns when every command has its outcome. */
    Recorder run(String what, int rate, Duration duration) {
        Recorder recorder = new Recorder();
        long first = made;
        long count = duration.toMillis() * rate / 1_000;
        progress.begin(what, count);
        CompletableFuture<Void> reading = CompletableFuture.runAsync(
                () -> outcomes.await("outcomes", 0, count, progress, outcome -> recorder.record(since(outcome), GOOD)),
                reader -> Thread.ofPlatform().daemon().name("outcomes").start(reader));
        Pace.keep(rate, duration, reading::isDone, (number, since) -> {
            Queue<Long> ofWallet = due.computeIfAbsent(key.apply(first + number), absent -> new ArrayDeque<>());
            synchronized (ofWallet) {
                ofWallet.add(since);
            }
            write.accept(first + number);
        });
        reading.join();
        progress.end();
        made += count;
        return recorder;
    }

    /** How many commands there have been. */
    long made() {
        return made;
    }

    private long since(ConsumerRecord<byte[], byte[]> outcome) {
        Queue<Long> ofWallet = due.get(new String(outcome.key(), StandardCharsets.UTF_8));
        synchronized (ofWallet) {
            return ofWallet.remove();
        }
    }

    @Override
    public void close() {
        outcomes.close();
    }
}
