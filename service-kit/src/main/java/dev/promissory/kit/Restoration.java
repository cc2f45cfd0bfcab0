package dev.promissory.kit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far local stores have been restored from their changelogs, in offsets. Partitions that are done keep counting
 * until every store is, so that progress never runs backwards; then there is nothing to show. Called by stream threads
 * and read by HTTP threads.
 */
final class Restoration implements StateRestoreListener {

    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);

    private record Part(String store, TopicPartition changelog) {}

    /** Offsets, which also count transaction markers: records alone would never add up to the total. */
    private record Progress(long start, long restored, long total, boolean done) {}

    private final String name;
    private final Map<Part, Progress> parts = new HashMap<>();

    Restoration(String name) {
        this.name = name;
    }

    @Override
    public synchronized void onRestoreStart(TopicPartition changelog, String store, long start, long end) {
        LOG.info("{} restores {} from {}: {} offsets", name, store, changelog, end - start);
        parts.put(new Part(store, changelog), new Progress(start, 0, end - start, false));
    }

    @Override
    public synchronized void onBatchRestored(TopicPartition changelog, String store, long batchEnd, long records) {
        parts.computeIfPresent(
                new Part(store, changelog),
                (part, at) -> new Progress(
                        at.start, Math.clamp(batchEnd + 1 - at.start, 0, Math.max(0, at.total)), at.total, false));
    }

    @Override
    public synchronized void onRestoreEnd(TopicPartition changelog, String store, long records) {
        LOG.info("{} has restored {} from {}: {} records", name, store, changelog, records);
        parts.computeIfPresent(
                new Part(store, changelog), (part, at) -> new Progress(at.start, at.total, at.total, true));
        forgetWhenDone();
    }

    /** The partition has moved to another instance, which restores it instead. */
    @Override
    public synchronized void onRestoreSuspended(TopicPartition changelog, String store, long records) {
        LOG.info("{} stops restoring {} from {}: it has moved away", name, store, changelog);
        parts.remove(new Part(store, changelog));
        forgetWhenDone();
    }

    synchronized boolean running() {
        return !parts.isEmpty();
    }

    /** By store name: {@code {"restored":n,"total":m}}, over its partitions; empty when nothing is being restored. */
    synchronized Map<String, Object> progress() {
        Map<String, Object> byStore = new TreeMap<>();
        parts.keySet().stream().map(Part::store).distinct().forEach(store -> byStore.put(store, sum(store)));
        return byStore;
    }

    private Map<String, Object> sum(String store) {
        long restored = 0;
        long total = 0;
        for (Map.Entry<Part, Progress> each : parts.entrySet()) {
            if (each.getKey().store.equals(store)) {
                restored += each.getValue().restored;
                total += each.getValue().total;
            }
        }
        Map<String, Object> sum = new LinkedHashMap<>();
        sum.put("restored", restored);
        sum.put("total", total);
        return sum;
    }

    private void forgetWhenDone() {
        if (parts.values().stream().allMatch(Progress::done)) {
            parts.clear();
        }
    }
}
