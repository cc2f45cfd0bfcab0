package dev.promissory.benchmarks.yardstick;

import com.sun.management.ThreadMXBean;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.KafkaAnswer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;

/**
 * What a contender has used up to some moment.
 *
 * @param cpuNanos of the threads of Kafka Streams, those of RocksDB and of the producers not among them
 * @param allocated bytes, by the same threads
 * @param bytes on the brokers' disks, by topic, all replicas together: compressed, and as much of it as was compacted gone
 */
record Costs(long cpuNanos, long allocated, Map<String, Long> bytes) {

    static Costs of(Contender contender, KafkaConnection kafka) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long cpuNanos = 0;
        long allocated = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith(contender.application())) {
                cpuNanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
                allocated += Math.max(0, threads.getThreadAllocatedBytes(thread.getThreadId()));
            }
        }
        return new Costs(cpuNanos, allocated, bytes(contender.topics(), kafka));
    }

    /**
     * What each of so many transfers has cost, by name and unit.
     *
     * @param before they were seen
     * @param unwritten before they were written, which takes bytes, too
     */
    Map<String, Double> since(Costs before, Costs unwritten, double transfers) {
        Map<String, Double> each = new TreeMap<>();
        if (cpuNanos > before.cpuNanos) {
            each.put("us of processor time in stream threads", (cpuNanos - before.cpuNanos) / 1e3 / transfers);
            each.put("bytes allocated by stream threads", (allocated - before.allocated) / transfers);
        }
        bytes.forEach((topic, size) -> {
            long grown = size - unwritten.bytes.getOrDefault(topic, 0L);
            if (grown > 0) {
                each.put("bytes in " + topic, grown / transfers);
            }
        });
        return each;
    }

    private static Map<String, Long> bytes(List<String> topics, KafkaConnection kafka) {
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            Set<Integer> brokers = KafkaAnswer.of(admin.describeCluster().nodes()).stream()
                    .map(Node::id)
                    .collect(Collectors.toSet());
            return KafkaAnswer.of(admin.describeLogDirs(brokers).allDescriptions()).values().stream()
                    .flatMap(folders -> folders.values().stream())
                    .flatMap(folder -> folder.replicaInfos().entrySet().stream())
                    .filter(replica -> topics.stream()
                            .anyMatch(start -> replica.getKey().topic().startsWith(start)))
                    .collect(Collectors.groupingBy(
                            replica -> replica.getKey().topic(),
                            Collectors.summingLong(replica -> replica.getValue().size())));
        }
    }
}
