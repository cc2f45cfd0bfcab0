package dev.promissory.reactions;

import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.steward.Origin;
import dev.promissory.steward.Outgoing;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Hands the reaction the answers to its own commands; those for others, most of all, are passed over unread. */
final class AnswerProcessor implements Processor<byte[], byte[], byte[], Outgoing> {

    private final ReactionRules rules;
    private ProcessorContext<byte[], Outgoing> context;
    private Notes notes;

    AnswerProcessor(ReactionRules rules) {
        this.rules = rules;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        KeyValueStore<Bytes, byte[]> noted = context.getStateStore(Notes.NAME);
        this.context = context;
        this.notes = new Notes(noted);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Optional<WalletId> about = Outbox.answeredAbout(rules.neighbour(), record.headers())
                .filter(WalletId::isValid)
                .map(WalletId::new);
        if (about.isEmpty() || !(rules.reaction() instanceof AskingReaction asking)) {
            return;
        }
        Optional<Outcome> outcome = Json.ifReadable(record.value(), OutcomeJson::read);
        outcome.ifPresent(answer -> asking.answered(
                answer, new StreamDesk(rules, context, notes, about.get(), Origin.of(context, record))));
    }
}
