package dev.promissory.benchmarks.yardstick;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.operations.log.Cluster;
import dev.promissory.protocol.KafkaAnswer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
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
        try (Cluster cluster = new Cluster(kafka)) {
            List<TopicPartition> partitions = topics(applicationPrefix).stream()
                    .flatMap(topic -> cluster.partitions(topic).stream())
                    .toList();
            return cluster.extent(partitions).length();
        }
    }

    private List<String> topics(String applicationPrefix) {
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            return KafkaAnswer.of(admin.listTopics().names()).stream()
                    .filter(name -> name.startsWith(applicationPrefix) && name.endsWith("-changelog"))
                    .toList();
        }
    }
}
