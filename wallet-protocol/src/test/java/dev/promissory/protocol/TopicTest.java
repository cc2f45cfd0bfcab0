package dev.promissory.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.protocol.TopicSpec.Partitioning;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of topics that everybody relies on. */
class TopicTest {

    private static final long DAY_MS = 24L * 60 * 60 * 1000;

    @ParameterizedTest
    @CsvSource({
        "COMMANDS,     wallet.commands,             BY_WALLET, 7,  LogAppendTime, delete",
        "TRANSFERS,    wallet.transfers,            BY_WALLET, -1, LogAppendTime, delete",
        "FACTS,        wallet.facts,                BY_WALLET, -1, CreateTime,    delete",
        "OUTCOMES,     wallet.outcomes,             BY_ASKER,  7,  CreateTime,    delete",
        "DEAD_LETTERS, wallet.dead-letters,         SINGLE,    30, CreateTime,    delete",
        "UPKEEP,       wallet.upkeep,               SINGLE,    -1, LogAppendTime, delete",
        "RATES,        wallet.rates,                SINGLE,    -1, LogAppendTime, compact",
        "WEBHOOKS,     wallet.webhooks,             SINGLE,    -1, CreateTime,    compact",
        "UNDELIVERED,  wallet.webhooks-undelivered, SINGLE,    -1, CreateTime,    compact"
    })
    void isAsAgreed(
            Topic topic, String name, Partitioning partitioning, long days, String timestampType, String cleanup) {
        assertThat(topic.topicName()).isEqualTo(name);
        assertThat(topic.partitioning()).isEqualTo(partitioning);
        assertThat(topic.timestampType()).isEqualTo(timestampType);
        assertThat(topic.settings())
                .containsEntry(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup)
                .containsEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, timestampType)
                .containsEntry(TopicConfig.RETENTION_MS_CONFIG, days < 0 ? "-1" : Long.toString(days * DAY_MS));
    }

    @Test
    void whatIsKeptForeverIsNotForgottenForItsSizeEither() {
        for (Topic topic : Topic.values()) {
            Map<String, String> settings = topic.settings();
            if (settings.get(TopicConfig.RETENTION_MS_CONFIG).equals("-1")) {
                assertThat(settings).as(topic.topicName()).containsEntry(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
            }
        }
    }

    @Test
    void noTwoTopicsShareAName() {
        assertThat(Arrays.stream(Topic.values()).map(Topic::topicName)).doesNotHaveDuplicates();
    }
}
