package dev.promissory.reactions;

import dev.promissory.domain.Command;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.TopicSpec;
import dev.promissory.protocol.TopicSpec.Keeping;
import dev.promissory.protocol.TopicSpec.Partitioning;
import dev.promissory.steward.Origin;
import dev.promissory.steward.Outgoing;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Where a neighbour's commands wait until they are committed; from there its {@link Courier} takes them to
 * wallet.commands. They are not written there at once because they would be part of the neighbour's transaction, and an
 * open transaction holds up everybody who reads committed records: the stewards would wait for each of the neighbour's
 * commits, and for a neighbour that died until its transaction times out.
 */
public final class Outbox {

    private final ProcessorContext<byte[], Outgoing> context;
    private final String neighbour;
    private final String sink;

    /**
     * @param neighbour its name
     * @param sink that writes to the neighbour's {@link #topic}
     */
    public Outbox(ProcessorContext<byte[], Outgoing> context, String neighbour, String sink) {
        this.context = context;
        this.neighbour = neighbour;
        this.sink = sink;
    }

    /** The outbox of the neighbour with this name: {@code <name>.outbox}. */
    public static TopicSpec topic(String neighbour) {
        return new TopicSpec(neighbour + ".outbox", Partitioning.BY_WALLET, Keeping.days(7), true);
    }

    /**
     * Lays the command into the outbox. The answers to one neighbour spread over the partitions of wallet.outcomes as
     * its tasks do.
     *
     * @param about comes back with the answer, see {@link #answeredAbout}: what the asker needs to find its own state
     */
    public void ask(Command command, String about, Origin origin) {
        Headers headers = new RecordHeaders()
                .add(HeaderNames.REQUEST_ID, HeaderNames.text(neighbour + ":" + about))
                .add(
                        HeaderNames.REPLY_PARTITION,
                        HeaderNames.text(Integer.toString(context.taskId().partition())))
                .add(HeaderNames.CAUSE, origin.cause());
        byte[] key = HeaderNames.text(command.walletId().value());
        Outgoing value = Outgoing.byKey(CommandJson.write(command));
        context.forward(new Record<>(key, value, origin.timestampMs(), headers), sink);
    }

    /** What the command was about that this outcome answers; empty when somebody else had asked. */
    public static Optional<String> answeredAbout(String neighbour, Headers outcome) {
        return HeaderNames.read(outcome, HeaderNames.REQUEST_ID)
                .filter(id -> id.startsWith(neighbour + ":"))
                .map(id -> id.substring(neighbour.length() + 1));
    }
}
