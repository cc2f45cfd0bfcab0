package dev.promissory.benchmarks.yardstick;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The steps of a transfer and nothing else: no JSON, no rule, no memory of ids, no seal.
 *
 * <pre>
 *   commands --> sender   -- state --> facts, outcomes, messages
 *   messages --> receiver -- state --> facts
 * </pre>
 *
 * A command's value is the receiver's key.
 */
final class BareTopology {

    static final String COMMANDS = "commands";
    static final String MESSAGES = "messages";
    static final String FACTS = "facts";
    static final String OUTCOMES = "outcomes";

    private static final String STATE = "state";
    private static final int STATE_BYTES = 100;
    private static final int FACT_BYTES = 300;
    private static final int OUTCOME_BYTES = 250;
    private static final int MESSAGE_BYTES = 200;

    private BareTopology() {}

    /** @param prefix of the topics' names */
    static Topology build(String prefix) {
        ByteArrayDeserializer in = new ByteArrayDeserializer();
        ByteArraySerializer out = new ByteArraySerializer();
        StoreBuilder<KeyValueStore<Bytes, byte[]>> state =
                Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(STATE), Serdes.Bytes(), Serdes.ByteArray());
        return new Topology()
                .addSource("commands-in", in, in, prefix + COMMANDS)
                .addSource("messages-in", in, in, prefix + MESSAGES)
                .addProcessor("sender", Sender::new, "commands-in")
                .addProcessor("receiver", Receiver::new, "messages-in")
                .addStateStore(state, "sender", "receiver")
                .addSink("facts", prefix + FACTS, out, out, "sender", "receiver")
                .addSink("outcomes", prefix + OUTCOMES, out, out, "sender")
                .addSink("messages", prefix + MESSAGES, out, out, "sender");
    }

    /** Bytes that do not compress to nothing, as JSON with ids and hashes in it does not. */
    private static byte[] filled(int bytes, long seed) {
        ByteBuffer filled = ByteBuffer.allocate(bytes + Long.BYTES);
        long noise = seed;
        // Half of it noise: lz4 then leaves about as much as of facts.
        while (filled.position() < bytes / 2) {
            noise = noise * 6364136223846793005L + 1442695040888963407L;
            filled.putLong(noise);
        }
        return Arrays.copyOf(filled.array(), bytes);
    }

    private abstract static class Step implements Processor<byte[], byte[], byte[], byte[]> {

        ProcessorContext<byte[], byte[]> context;
        private KeyValueStore<Bytes, byte[]> state;
        private long steps;

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            this.context = context;
            this.state = context.getStateStore(STATE);
        }

        /** Reads the state and writes it anew. */
        void moveState(byte[] key) {
            Bytes row = Bytes.wrap(key);
            byte[] before = state.get(row);
            long moves = before == null ? 0 : ByteBuffer.wrap(before).getLong();
            state.put(
                    row,
                    ByteBuffer.wrap(filled(STATE_BYTES, moves))
                            .putLong(0, moves + 1)
                            .array());
        }

        void write(String sink, byte[] key, int bytes, long timestamp) {
            context.forward(new Record<>(key, filled(bytes, ++steps), timestamp), sink);
        }
    }

    private static final class Sender extends Step {

        @Override
        public void process(Record<byte[], byte[]> command) {
            moveState(command.key());
            write("facts", command.key(), FACT_BYTES, command.timestamp());
            write("outcomes", command.key(), OUTCOME_BYTES, command.timestamp());
            write("messages", command.value(), MESSAGE_BYTES, command.timestamp());
        }
    }

    private static final class Receiver extends Step {

        @Override
        public void process(Record<byte[], byte[]> message) {
            moveState(message.key());
            write("facts", message.key(), FACT_BYTES, message.timestamp());
        }
    }
}
