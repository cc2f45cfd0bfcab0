package dev.promissory.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickReturnTest {

    @TempDir
    Path folder;

    @Test
    void anInstanceKeepsItsNameFromOneStartToTheNext() {
        Path state = folder.resolve("made/when/missing");

        assertThat(QuickReturn.settings(state)).isEqualTo(QuickReturn.settings(state));
        assertThat(state).isDirectoryContaining(file -> file.endsWith("instance-id"));
    }

    @Test
    void instancesWithFoldersOfTheirOwnHaveNamesOfTheirOwn() {
        assertThat(name(folder.resolve("one"))).isNotEqualTo(name(folder.resolve("two")));
    }

    @Test
    void anEmptyFileIsAsGoodAsNone() throws Exception {
        Files.createFile(folder.resolve("instance-id"));

        assertThat(name(folder)).asString().isNotBlank().isEqualTo(name(folder));
    }

    @Test
    void kafkaStreamsHandsTheSettingsToTheConsumersThatAreMembers() {
        Properties settings = new Properties();
        settings.putAll(new KafkaConnection("127.0.0.1:1", Map.of()).with(QuickReturn.settings(folder)));
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "stewards");

        assertThat(new StreamsConfig(settings).getMainConsumerConfigs("stewards", "client", 1))
                .contains(
                        entry("group.protocol", "classic"),
                        entry("group.instance.id", name(folder) + "-1"),
                        entry("session.timeout.ms", 6_000),
                        entry("heartbeat.interval.ms", 1_500));
    }

    private static Object name(Path state) {
        return QuickReturn.settings(state).get("group.instance.id");
    }
}
