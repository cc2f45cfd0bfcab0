package dev.promissory.reactions;

import dev.promissory.protocol.SealCheck;
import dev.promissory.reactions.FactCheck.Checked;
import dev.promissory.reactions.FactCheck.Finding;
import dev.promissory.steward.Origin;
import dev.promissory.steward.Outgoing;
import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each fact that holds to the reaction. */
final class ReactionProcessor implements Processor<byte[], byte[], byte[], Outgoing> {

    private static final Logger LOG = LoggerFactory.getLogger(ReactionProcessor.class);

    private final ReactionRules rules;
    private final String seenFacts;
    private final ReactionMetrics metrics;
    private final Set<Finding> told = EnumSet.of(Finding.NEXT, Finding.COPY);

    private ProcessorContext<byte[], Outgoing> context;
    private FactCheck check;
    private Notes notes;

    ReactionProcessor(ReactionRules rules, String seenFacts, ReactionMetrics metrics) {
        this.rules = rules;
        this.seenFacts = seenFacts;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        KeyValueStore<Bytes, byte[]> last = context.getStateStore(seenFacts);
        KeyValueStore<Bytes, byte[]> noted = context.getStateStore(Notes.NAME);
        this.context = context;
        this.check = new FactCheck(new LastFacts(last), new SealCheck(rules.key()), rules.partitions());
        this.notes = new Notes(noted);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Origin origin = Origin.of(context, record);
        Checked checked = check.check(record, origin);
        metrics.count(checked.finding());
        tell(checked.finding(), origin);
        checked.fact()
                .ifPresent(seen -> rules.reaction()
                        .on(
                                seen,
                                new StreamDesk(
                                        rules, context, notes, seen.fact().walletId(), origin)));
    }

    /** The first of each kind is worth a line in the log; all are counted. */
    private void tell(Finding finding, Origin origin) {
        if (told.add(finding)) {
            LOG.warn(
                    "{} passes over the record at {}-{}@{}: {}",
                    rules.neighbour(),
                    origin.topic(),
                    origin.partition(),
                    origin.offset(),
                    finding);
        }
    }
}
