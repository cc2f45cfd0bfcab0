package dev.promissory.reactions;

import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.TopicSpec;
import java.util.List;
import java.util.Optional;

/**
 * What a neighbour's reading of facts goes by.
 *
 * @param neighbour its name: lower case letters, digits and hyphens
 * @param key the stewards'; without it a forgery that keeps to the chain is not seen
 * @param partitions of wallet.facts
 * @param tells the neighbour's own topics that the reaction writes to
 */
public record ReactionRules(
        String neighbour, Reaction reaction, Optional<SigningKey> key, int partitions, List<TopicSpec> tells) {

    public ReactionRules {
        tells = List.copyOf(tells);
    }

    boolean asks() {
        return reaction instanceof AskingReaction;
    }
}
