package dev.promissory.launcher;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.raft.QuorumConfig;
import org.slf4j.LoggerFactory;

/**
 * The parts of Kafka's own {@code KafkaRaftServer}: a broker, a controller and what they share. It is not that class
 * itself, because that one halts the process at the first fatal fault, also when a start merely fails, and opens its
 * sockets late.
 */
record BrokerServers(SharedServer shared, ControllerServer controller, BrokerServer broker, BrokerSockets sockets) {
    static BrokerServers in(Path folder, BrokerSockets sockets, BrokerFaults faults) {
        KafkaConfig config = new KafkaConfig(
                BrokerConfiguration.of(
                        folder, sockets.port(BrokerSockets.CLIENTS), sockets.port(BrokerSockets.CONTROLLER)),
                false);
        var logDirs = KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KafkaRaftServer.class), "");
        var properties = logDirs._1();
        SharedServer shared = new SharedServer(
                config,
                properties,
                Time.SYSTEM,
                Server.initializeMetrics(
                        config, Time.SYSTEM, properties.clusterId().orElseThrow()),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                List.of(),
                faults,
                sockets);
        return new BrokerServers(
                shared,
                new ControllerServer(shared, KafkaRaftServer.configSchema(), logDirs._2()),
                new BrokerServer(shared),
                sockets);
    }

    /** The controller first: it opens the metadata log that the broker reads. */
    void startup() {
        controller.startup();
        StaleRegistration.remove(controller.controller(), shared.loader());
        broker.startup();
    }

    /** The broker first: it uses the controller. */
    void shutdown() {
        broker.shutdown();
        controller.shutdown();
        sockets.close();
    }
}
