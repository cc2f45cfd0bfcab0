package dev.promissory.benchmarks.yardstick;

import org.apache.kafka.clients.producer.ProducerRecord;

/** Something that makes two facts of every transfer. */
interface Contender extends AutoCloseable {

    String name();

    String facts();

    /** Facts that are there before the first transfer, and what leads to them. */
    long prepare(CommandLog log);

    ProducerRecord<byte[], byte[]> transfer(long number, int sender, int receiver);

    /** From now on it works. */
    void start();

    @Override
    void close();
}
