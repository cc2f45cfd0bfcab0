package dev.promissory.reactions;

import dev.promissory.domain.Command;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.TopicSpec;
import dev.promissory.steward.Origin;
import dev.promissory.steward.Outgoing;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** The desk of one record: its wallet's notes, and whatever it leads to bears its place as the cause. */
record StreamDesk(
        ReactionRules rules, ProcessorContext<byte[], Outgoing> context, Notes notes, WalletId walletId, Origin origin)
        implements Desk {

    @Override
    public Optional<String> note(String name) {
        return notes.get(walletId, name);
    }

    @Override
    public void keep(String name, String text) {
        notes.put(walletId, name, text);
    }

    @Override
    public void forget(String name) {
        notes.remove(walletId, name);
    }

    @Override
    public void ask(Command command) {
        if (!rules.asks()) {
            throw new UnsupportedOperationException("only an AskingReaction may ask: a steward may refuse");
        }
        new Outbox(context, rules.neighbour(), FactReactions.OUTBOX_SINK).ask(command, walletId.value(), origin);
    }

    @Override
    public void tell(TopicSpec topic, String key, byte[] value, Map<String, byte[]> headers) {
        if (!rules.tells().contains(topic)) {
            throw new IllegalArgumentException("the settings do not name the topic " + topic.name());
        }
        Headers all = new RecordHeaders().add(HeaderNames.CAUSE, origin.cause());
        headers.forEach(all::add);
        context.forward(
                new Record<>(HeaderNames.text(key), Outgoing.byKey(value), origin.timestampMs(), all), topic.name());
    }
}
