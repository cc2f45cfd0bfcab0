package dev.promissory.reactions;

import dev.promissory.domain.Command;
import dev.promissory.protocol.TopicSpec;
import java.util.Map;
import java.util.Optional;

/** What a reaction works with. All of it commits together with the position of the fact. */
public interface Desk {

    /** A note about the fact's wallet that was kept before. Each wallet has its own. */
    Optional<String> note(String name);

    void keep(String name, String text);

    void forget(String name);

    /**
     * Asks a wallet's steward for something. The command is done once, however often this neighbour crashes: its id must
     * follow from the fact, see {@link SeenFact#commandId}. The answer comes to {@link AskingReaction#answered}.
     *
     * @throws UnsupportedOperationException when the reaction is no {@link AskingReaction}
     */
    void ask(Command command);

    /** Writes a record to a topic of the neighbour's own, one that its settings name. */
    default void tell(TopicSpec topic, String key, byte[] value) {
        tell(topic, key, value, Map.of());
    }

    /** As above, with headers. */
    void tell(TopicSpec topic, String key, byte[] value, Map<String, byte[]> headers);
}
