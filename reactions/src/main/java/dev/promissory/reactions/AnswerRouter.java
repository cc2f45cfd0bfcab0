package dev.promissory.reactions;

import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.steward.Outgoing;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Takes the answers to one neighbour off wallet.outcomes, and sends each to the wallet it is about. */
final class AnswerRouter implements Processor<byte[], byte[], byte[], Outgoing> {

    private final String neighbour;
    private ProcessorContext<byte[], Outgoing> context;

    AnswerRouter(String neighbour) {
        this.neighbour = neighbour;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Optional<String> about = Outbox.answeredAbout(neighbour, record.headers());
        if (about.isPresent()
                && Json.ifReadable(record.value(), OutcomeJson::read).isPresent()) {
            context.forward(
                    record.withKey(HeaderNames.text(about.get())).withValue(Outgoing.byKey(record.value())),
                    FactReactions.ANSWERS_SINK);
        }
    }
}
