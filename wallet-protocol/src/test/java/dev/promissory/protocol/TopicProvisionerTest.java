package dev.promissory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is made, what is accepted and what is refused, with a stand-in for the cluster. */
class TopicProvisionerTest {

    private final MockAdminClient admin = MockAdminClient.create().build();

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void makesWhatIsMissing() throws Exception {
        TopicLayout layout = provisioner(OptionalInt.empty()).provision();

        assertThat(layout.walletPartitions()).isEqualTo(4);
        assertThat(layout.outcomePartitions()).isEqualTo(4);
        assertThat(layout.topics()).hasSameSizeAs(Topic.CORE);
        for (Topic topic : Topic.CORE) {
            assertThat(describe(topic).partitions())
                    .hasSize(topic.partitioning() == TopicSpec.Partitioning.SINGLE ? 1 : 4);
            assertThat(describe(topic).topicId())
                    .isEqualTo(layout.of(topic.topicName()).id());
            assertThat(settings(topic)).containsAllEntriesOf(topic.settings());
        }
    }

    @Test
    void makesWhatElseIsAskedFor() throws Exception {
        TopicLayout layout = provisioner(OptionalInt.empty()).provision(List.of(Topic.RATES.spec()));

        assertThat(layout.of("wallet.rates").partitions()).isEqualTo(1);
        assertThat(settings(Topic.RATES)).containsEntry("cleanup.policy", "compact");
        assertThatThrownBy(() -> layout.of("wallet.webhooks")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesToForgetWhatMustBeCompacted() {
        Map<String, String> settings = new HashMap<>(Topic.WEBHOOKS.settings());
        settings.put("cleanup.policy", "delete");
        make(Topic.WEBHOOKS, 1, settings);

        assertThatThrownBy(() -> provisioner(OptionalInt.empty()).provision(List.of(Topic.WEBHOOKS.spec())))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining("wallet.webhooks has cleanup.policy=delete but must have compact");
    }

    @Test
    void theSecondToComeFindsAllInPlace() {
        TopicLayout first = provisioner(OptionalInt.of(6)).provision();

        assertThat(first.walletPartitions()).isEqualTo(6);
        assertThat(provisioner(OptionalInt.empty()).provision()).isEqualTo(first);
        assertThat(provisioner(OptionalInt.of(6)).provision()).isEqualTo(first);
    }

    @Test
    void followsTheTopicsThatAreThere() {
        make(Topic.FACTS, 24, Topic.FACTS.settings());
        make(Topic.OUTCOMES, 2, Topic.OUTCOMES.settings());

        TopicLayout layout = provisioner(OptionalInt.empty()).provision();

        assertThat(layout.walletPartitions()).isEqualTo(24);
        assertThat(layout.outcomePartitions()).isEqualTo(2);
    }

    @Test
    void refusesTopicsThatDisagreeAboutPartitions() {
        make(Topic.COMMANDS, 4, Topic.COMMANDS.settings());
        make(Topic.FACTS, 3, Topic.FACTS.settings());

        assertThatThrownBy(() -> provisioner(OptionalInt.empty()).provision())
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining("wallet.facts has 3 partitions but must have 4");
    }

    @Test
    void refusesAnotherCountThanTheOneThatWasAskedFor() {
        provisioner(OptionalInt.of(4)).provision();

        assertThatThrownBy(() -> provisioner(OptionalInt.of(8)).provision())
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining("wallet.commands has 4 partitions but must have 8");
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void refusesAnotherTimestampType(Topic topic) {
        String wrong = topic.timestampType().equals("CreateTime") ? "LogAppendTime" : "CreateTime";
        Map<String, String> settings = new HashMap<>(topic.settings());
        settings.put("message.timestamp.type", wrong);
        make(topic, topic.partitioning() == TopicSpec.Partitioning.SINGLE ? 1 : 4, settings);

        assertThatThrownBy(() -> provisioner(OptionalInt.empty()).provision(List.of(topic.spec())))
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining(topic.topicName() + " has message.timestamp.type=" + wrong)
                .hasMessageContaining("must have " + topic.timestampType());
    }

    @ParameterizedTest
    @EnumSource(names = {"FACTS", "TRANSFERS"})
    void refusesARetentionThatForgets(Topic topic) {
        Map<String, String> settings = new HashMap<>(topic.settings());
        settings.put("retention.ms", "604800000");
        make(topic, 4, settings);

        assertThatThrownBy(() -> provisioner(OptionalInt.empty()).provision())
                .isInstanceOf(TopicMismatchException.class)
                .hasMessageContaining(topic.topicName() + " has retention.ms=604800000 but must have -1");
    }

    @Test
    void saysSoWhenTheClusterDoesNotAnswer() {
        admin.timeoutNextRequest(1);

        assertThatThrownBy(() -> provisioner(OptionalInt.empty()).provision())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("did not answer");
    }

    private TopicProvisioner provisioner(OptionalInt wanted) {
        return new TopicProvisioner(admin, wanted, 4);
    }

    private void make(Topic topic, int partitions, Map<String, String> settings) {
        admin.createTopics(
                List.of(new NewTopic(topic.topicName(), Optional.of(partitions), Optional.empty()).configs(settings)));
    }

    private TopicDescription describe(Topic topic) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(topic.topicName()))
                .topicNameValues()
                .get(topic.topicName())
                .get();
    }

    private Map<String, String> settings(Topic topic) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topicName());
        return admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                .collect(Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
    }
}
