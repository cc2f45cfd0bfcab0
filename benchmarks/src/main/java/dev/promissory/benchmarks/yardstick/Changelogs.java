package dev.promissory.benchmarks.yardstick;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.KafkaAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** How much has to be read to restore stores. */
final class Changelogs {

    private final KafkaConnection kafka;

    Changelogs(KafkaConnection kafka) {
        this.kafka = kafka;
    }

    /**
     * From the beginning to the end of an application's changelogs: records, values of a row that have been replaced since
     * among them, and markers of transactions.
     */
    long offsets(String applicationPrefix) {
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            List<String> topics = KafkaAnswer.of(admin.listTopics().names()).stream()
                    .filter(name -> name.startsWith(applicationPrefix) && name.endsWith("-changelog"))
                    .toList();
            Map<String, TopicDescription> described =
                    KafkaAnswer.of(admin.describeTopics(topics).allTopicNames());
            Map<TopicPartition, OffsetSpec> first = new HashMap<>();
            Map<TopicPartition, OffsetSpec> last = new HashMap<>();
            described
                    .values()
                    .forEach(topic -> topic.partitions().forEach(partition -> {
                        TopicPartition one = new TopicPartition(topic.name(), partition.partition());
                        first.put(one, OffsetSpec.earliest());
                        last.put(one, OffsetSpec.latest());
                    }));
            return sum(admin, last) - sum(admin, first);
        }
    }

    private static long sum(Admin admin, Map<TopicPartition, OffsetSpec> places) {
        return KafkaAnswer.of(admin.listOffsets(places).all()).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }
}
