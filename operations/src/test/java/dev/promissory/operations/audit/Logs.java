package dev.promissory.operations.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

/** Topics of one partition each, in memory. What happens meanwhile can be laid behind the reading of any of them. */
final class Logs implements Topics {

    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> records = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Long>> groups = new HashMap<>();
    private final Map<String, List<Runnable>> after = new HashMap<>();

    void create(String topic) {
        records.putIfAbsent(topic, new ArrayList<>());
    }

    void delete(String topic) {
        records.remove(topic);
    }

    /** The offset it gets. */
    long append(ProducerRecord<byte[], byte[]> record) {
        create(record.topic());
        List<ConsumerRecord<byte[], byte[]>> log = records.get(record.topic());
        long offset = writtenEnds(record.topic()).get(0);
        log.add(new ConsumerRecord<>(
                record.topic(),
                0,
                offset,
                record.timestamp() == null ? 0 : record.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                record.key(),
                record.value(),
                record.headers(),
                Optional.empty()));
        return offset;
    }

    List<ConsumerRecord<byte[], byte[]>> of(String topic) {
        return records.get(topic);
    }

    /** Takes a record out, as if it had never been written: those behind it keep their offsets. */
    void remove(ConsumerRecord<byte[], byte[]> record) {
        records.get(record.topic()).remove(record);
    }

    /** The newest record of this key once more, changed. */
    void alter(String topic, byte[] key, UnaryOperator<byte[]> change) {
        byte[] row = newest(topic, key);
        append(new ProducerRecord<>(topic, 0, 0L, key, change.apply(row)));
    }

    byte[] newest(String topic, byte[] key) {
        return records.get(topic).stream()
                .filter(record -> Arrays.equals(record.key(), key))
                .reduce((first, second) -> second)
                .orElseThrow()
                .value();
    }

    void commit(String group, String topic, long offset) {
        groups.put(group + " " + topic, Map.of(0, offset));
    }

    /** Once, when an audit has read this topic for the next time. */
    void afterReading(String topic, Runnable what) {
        after.computeIfAbsent(topic, none -> new ArrayList<>()).add(what);
    }

    @Override
    public boolean exists(String topic) {
        return records.containsKey(topic);
    }

    @Override
    public Map<Integer, Long> begins(String topic) {
        return Map.of(0, 0L);
    }

    @Override
    public Map<Integer, Long> committedEnds(String topic) {
        return writtenEnds(topic);
    }

    @Override
    public Map<Integer, Long> writtenEnds(String topic) {
        List<ConsumerRecord<byte[], byte[]>> log = records.get(topic);
        return Map.of(0, log.isEmpty() ? 0 : log.getLast().offset() + 1);
    }

    @Override
    public Map<Integer, Long> progress(String group, String topic) {
        return groups.getOrDefault(group + " " + topic, Map.of());
    }

    @Override
    public Map<Integer, Long> read(
            String topic,
            Map<Integer, Long> from,
            Map<Integer, Long> to,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        List<ConsumerRecord<byte[], byte[]>> wanted = records.get(topic).stream()
                .filter(record -> record.offset() >= from.get(0) && record.offset() < to.get(0))
                .toList();
        wanted.forEach(reader);
        List<Runnable> meanwhile = after.getOrDefault(topic, List.of());
        if (!meanwhile.isEmpty()) {
            meanwhile.removeFirst().run();
        }
        return to;
    }
}
