package dev.promissory.processor;

import dev.promissory.kit.RocksMemory;
import dev.promissory.steward.AnswerMemory;
import dev.promissory.steward.ExactlyOnce;
import dev.promissory.steward.GroupCommit;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;

/** The wallets' stewards as a Kafka Streams application. */
final class ProcessorKafka {

    static final String APPLICATION_ID = "promissory-processor";

    /** How long work waits for its commit in a flood; {@link GroupCommit} commits sooner when the input has run dry. */
    static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    /**
     * Kafka Streams commits by itself as often, whoever asked for commits in the meantime, and task by task: seldom, then. A
     * transaction must not be older than 10 s.
     */
    private static final Duration COMMIT_INTERVAL = Duration.ofSeconds(5);

    /** How long a thread waits for records, and does nothing else, when nothing is to be committed. */
    static final Duration POLL = Duration.ofMillis(50);

    private static final long ROCKS_BYTES = 192L << 20;
    private static final long ROCKS_WRITE_BUFFER_BYTES = 96L << 20;

    /** Nearly every command is a new one. */
    private static final Set<String> ASKED_IN_VAIN = Set.of(AnswerMemory.NAME);

    private ProcessorKafka() {}

    static GroupCommit commits(ProcessorSettings settings) {
        return new GroupCommit(LONGEST_WAIT, settings.commitPause());
    }

    /** @param commits that the topology is built with */
    static Properties streams(ProcessorSettings settings, GroupCommit commits) {
        Properties properties = new ExactlyOnce(
                        APPLICATION_ID,
                        settings.stateDir(),
                        settings.streamThreads(),
                        COMMIT_INTERVAL,
                        POLL,
                        new RocksMemory(ROCKS_BYTES, ROCKS_WRITE_BUFFER_BYTES, ASKED_IN_VAIN))
                .settings(settings.kafka());
        properties.putAll(commits.settings());
        return properties;
    }
}
