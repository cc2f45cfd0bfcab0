package dev.promissory.benchmarks.profile;

import java.util.List;
import java.util.Optional;

/** A part of the code that time is spent in, by the beginnings of the names of its methods. */
record Area(String name, List<String> beginnings) {

    /** What is in two of them counts for the first. */
    private static final List<Area> ALL = List.of(
            area("RocksDB: reading", "org.rocksdb.RocksDB.get"),
            area(
                    "RocksDB: writing",
                    "org.rocksdb.RocksDB.put",
                    "org.rocksdb.RocksDB.write",
                    "org.rocksdb.RocksDB.delete"),
            area("RocksDB: else", "org.rocksdb."),
            area("hashes and macs", "java.security.MessageDigest.", "javax.crypto.Mac."),
            area("compression", "net.jpountz.", "org.apache.kafka.common.compress."),
            area("JSON", "com.fasterxml."),
            area("wire format", "dev.promissory.protocol."),
            area("rules", "dev.promissory.domain."),
            area("stewards", "dev.promissory.processor.", "dev.promissory.steward."),
            area("views", "dev.promissory.views."),
            area("gateway", "dev.promissory.gateway."),
            area("mint", "dev.promissory.mint.", "dev.promissory.reactions."),
            area("metrics", "io.micrometer.", "org.apache.kafka.common.metrics."),
            area("producer", "org.apache.kafka.clients.producer."),
            area("consumer", "org.apache.kafka.clients.consumer."),
            area("Kafka Streams: stores", "org.apache.kafka.streams.state."),
            area("Kafka Streams: else", "org.apache.kafka.streams."),
            area("broker: log", "org.apache.kafka.storage.", "kafka.log.", "kafka.cluster."),
            area("broker: coordinators", "kafka.coordinator.", "org.apache.kafka.coordinator."),
            area("broker: else", "kafka."),
            area("Kafka: batches of records", "org.apache.kafka.common.record."),
            area("Kafka: headers", "org.apache.kafka.common.header."),
            area(
                    "Kafka: requests and network",
                    "org.apache.kafka.common.network.",
                    "org.apache.kafka.common.protocol.",
                    "org.apache.kafka.common.message.",
                    "org.apache.kafka.common.requests.",
                    "org.apache.kafka.clients.NetworkClient."),
            area("Kafka: else", "org.apache.kafka."),
            area("HTTP server", "org.eclipse.jetty.", "io.javalin."));

    private static Area area(String name, String... beginnings) {
        return new Area(name, List.of(beginnings));
    }

    /** @param method with its class, such as {@code org.rocksdb.RocksDB.get} */
    static Optional<Area> of(String method) {
        return ALL.stream()
                .filter(area -> area.beginnings.stream().anyMatch(method::startsWith))
                .findFirst();
    }
}
