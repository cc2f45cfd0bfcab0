package dev.promissory.launcher;

import static dev.promissory.launcher.BrokerSockets.CLIENTS;
import static dev.promissory.launcher.BrokerSockets.CONTROLLER;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings of the embedded broker: one node that is broker and controller at once. What is not named here has
 * Kafka's default.
 *
 * <p>No setting forces records to disk one by one. A record is acknowledged once it is in the page cache, which outlives
 * a kill -9 of the process; only a crash of the operating system can lose the last moments. A cluster guards against
 * that with replicas, one node cannot.
 */
final class BrokerConfiguration {
    static final int NODE_ID = 1;

    /** How long a start may take. */
    static final Duration STARTUP = Duration.ofMinutes(10);

    private static final String SEGMENT_BYTES = Integer.toString(16 << 20);

    private BrokerConfiguration() {}

    static Map<String, String> of(Path folder, int clientsPort, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE_ID));
        settings.put("log.dirs", folder.toString());

        // Both listeners are bound to the loopback address; clients are told "localhost", which they can also type.
        settings.put(
                "listeners",
                CLIENTS + "://127.0.0.1:" + clientsPort + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", CLIENTS + "://localhost:" + clientsPort);
        settings.put("listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
        settings.put("inter.broker.listener.name", CLIENTS);
        settings.put("controller.listener.names", CONTROLLER);
        // The quorum's file remembers voters by id alone, so the controller's port may be another at each start.
        settings.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);

        // There is one node to keep copies on.
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");

        // Partitions of internal topics spread coordinators over brokers; here each is only a folder to open at start.
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("share.coordinator.state.topic.num.partitions", "1");

        // A mistyped topic name must fail, not become a topic with the wrong partitions and timestamps.
        settings.put("auto.create.topics.enable", "false");

        // The default waits 3 s for more members before the first assignment; all members are in this process.
        settings.put("group.initial.rebalance.delay.ms", "0");
        // Lets clients choose a short session time-out, so that a restart after kill -9 soon forgets the dead members.
        settings.put("group.min.session.timeout.ms", "1000");
        // How soon a partition is offered again to a transaction while the last one's end is being written: with 20,
        // the default, it shows in the 99th percentile of exactly-once round trips at short commit intervals.
        settings.put("add.partitions.to.txn.retry.backoff.ms", "1");
        // How often dead transactions are looked for (default 10 s); until one is aborted, committed reads wait for it.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // The default forgets the offsets of a group with no members after 7 days: a wallet system that was off for
        // longer would start again from the first command. Ten years, in minutes.
        settings.put("offsets.retention.minutes", "5256000");

        // After a kill the broker reads the newest segment of each log again, from its beginning: by default up to
        // 1 GB, and what stewards write are small batches, millions of them. So a restart takes seconds, however long
        // it has run.
        settings.put("log.segment.bytes", SEGMENT_BYTES);
        settings.put("offsets.topic.segment.bytes", SEGMENT_BYTES);
        settings.put("transaction.state.log.segment.bytes", SEGMENT_BYTES);

        // A silent broker loses its partitions to another; here there is none. They would only lack a leader for a
        // moment when this process had stood still, and in such a moment Kafka can leave a transaction open for
        // ever (see StaleRegistration). So a session never ends, and a start removes what a killed broker left.
        settings.put("broker.session.timeout.ms", Integer.toString(Integer.MAX_VALUE));
        // For the same reason the broker does not give its partitions away before it stops.
        settings.put("controlled.shutdown.enable", "false");
        // How soon a starting broker is told that it may take requests (default 2 s).
        settings.put("broker.heartbeat.interval.ms", "500");
        // A start that hangs ends with an error; the default waits for ever. Not soon: one that is cut short while it
        // reads a log again begins anew.
        settings.put("server.max.startup.time.ms", Long.toString(STARTUP.toMillis()));

        // The cleaner's buffer is taken from the heap at start: 128 MB by default, far more than a small log's keys
        // need.
        settings.put("log.cleaner.dedupe.buffer.size", "16777216");
        return settings;
    }
}
