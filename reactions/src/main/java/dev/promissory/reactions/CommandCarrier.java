package dev.promissory.reactions;

import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.CommandReading.Malformed;
import dev.promissory.steward.DeadLetters;
import dev.promissory.steward.Origin;
import dev.promissory.steward.Outgoing;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Passes on what is a command. Whatever else somebody put into the outbox is set aside, and stops nothing. */
final class CommandCarrier implements Processor<byte[], byte[], byte[], Outgoing> {

    static final String COMMANDS = "commands";
    static final String DEAD_LETTERS = "dead-letters";

    private ProcessorContext<byte[], Outgoing> context;

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        if (CommandJson.read(record.value()) instanceof Malformed malformed) {
            new DeadLetters(context)
                    .keep(DEAD_LETTERS, record.key(), record.value(), malformed.reason(), Origin.of(context, record));
        } else {
            context.forward(record.withValue(Outgoing.byKey(record.value())), COMMANDS);
        }
    }
}
