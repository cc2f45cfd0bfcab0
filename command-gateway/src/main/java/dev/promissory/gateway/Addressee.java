package dev.promissory.gateway;

import dev.promissory.domain.Command;
import dev.promissory.mint.protocol.MintCommand;
import dev.promissory.mint.protocol.MintOutcome;
import dev.promissory.mint.protocol.MintOutcomeJson;
import dev.promissory.mint.protocol.MintTopic;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.Topic;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Whom a gateway asks.
 *
 * @param <C> what it is asked
 * @param <O> what it answers
 * @param commands the topic it hears
 * @param outcomes the topic it answers on
 * @param key of a command's record
 * @param reader of an outcome's value; throws {@link dev.promissory.protocol.UnreadableException}
 * @param answers whether an outcome is the answer to this command and to no other
 * @param accepts whether an outcome says that the command was carried out
 */
record Addressee<C, O>(
        String commands,
        String outcomes,
        Function<C, String> key,
        Function<byte[], O> reader,
        BiPredicate<C, O> answers,
        Predicate<O> accepts) {

    static final Addressee<Command, Outcome> STEWARDS = new Addressee<>(
            Topic.COMMANDS.topicName(),
            Topic.OUTCOMES.topicName(),
            command -> command.walletId().value(),
            OutcomeJson::read,
            (command, outcome) -> command.walletId().equals(outcome.walletId())
                    && command.commandId().equals(outcome.commandId()),
            Outcome.Accepted.class::isInstance);

    static final Addressee<MintCommand, MintOutcome> MINT = new Addressee<>(
            MintTopic.COMMANDS.topicName(),
            MintTopic.OUTCOMES.topicName(),
            command -> command.currency().code(),
            MintOutcomeJson::read,
            (command, outcome) -> command.currency().equals(outcome.currency())
                    && command.commandId().equals(outcome.commandId()),
            MintOutcome.Accepted.class::isInstance);
}
