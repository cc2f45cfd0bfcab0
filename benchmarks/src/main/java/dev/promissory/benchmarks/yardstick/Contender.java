package dev.promissory.benchmarks.yardstick;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Something that makes two facts and an outcome of every transfer. */
interface Contender extends AutoCloseable {

    String name();

    /** The topic with the facts, keyed by wallet. */
    String facts();

    /** The topic with the outcomes, keyed by the wallet that was asked, each wallet's in the order of its commands. */
    String outcomes();

    /** Its id as an application of Kafka Streams: its consumer group, and what the names of its threads begin with. */
    String application();

    /** What the names of its topics begin with, changelogs among them. */
    List<String> topics();

    /** What the keys of its wallets begin with. */
    String keyPrefix();

    /** Writes what has to come before the first transfer; how many facts that makes. */
    long prepare(CommandLog log);

    ProducerRecord<byte[], byte[]> transfer(int sender, int receiver);

    /** From now on it works, if it did not yet. */
    void start();

    /** Writes what puts everything in order after the last transfer; how many facts that makes. */
    long finish(CommandLog log);

    @Override
    void close();
}
