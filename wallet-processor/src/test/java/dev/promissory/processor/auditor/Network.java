package dev.promissory.processor.auditor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;

/**
 * Messages and timers on their way. What one steward tells another arrives in the order in which it was told; of
 * everything else any may arrive first. That is how it is when each wallet lives on a partition of its own.
 */
final class Network {

    private final Map<String, Deque<TestRecord<byte[], byte[]>>> messages = new TreeMap<>();
    private final List<TestRecord<byte[], byte[]>> timers = new ArrayList<>();
    private final List<TestRecord<byte[], byte[]>> delivered = new ArrayList<>();

    void send(String from, TestRecord<byte[], byte[]> message) {
        String to = new String(message.key());
        messages.computeIfAbsent(from + ">" + to, none -> new ArrayDeque<>()).add(message);
    }

    void sendTimer(TestRecord<byte[], byte[]> timer) {
        timers.add(timer);
    }

    boolean hasMessages() {
        return !messages.isEmpty();
    }

    boolean hasTimers() {
        return !timers.isEmpty();
    }

    TestRecord<byte[], byte[]> nextMessage(Random random) {
        List<String> ways = List.copyOf(messages.keySet());
        String way = ways.get(random.nextInt(ways.size()));
        TestRecord<byte[], byte[]> next = messages.get(way).remove();
        if (messages.get(way).isEmpty()) {
            messages.remove(way);
        }
        delivered.add(next);
        return next;
    }

    TestRecord<byte[], byte[]> nextTimer(Random random) {
        return timers.remove(random.nextInt(timers.size()));
    }

    boolean hasDelivered() {
        return !delivered.isEmpty();
    }

    /** One that has arrived before. */
    TestRecord<byte[], byte[]> copy(Random random) {
        return delivered.get(random.nextInt(delivered.size()));
    }
}
