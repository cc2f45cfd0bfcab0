package dev.promissory.operations.deadletters;

import dev.promissory.domain.Message;
import dev.promissory.domain.PromiseId;
import dev.promissory.mint.protocol.MintCommandJson;
import dev.promissory.mint.protocol.MintCommandReading;
import dev.promissory.mint.protocol.MintTopic;
import dev.promissory.operations.log.Place;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.CommandReading;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.MessageJson;
import dev.promissory.protocol.Topic;
import java.util.Optional;

/** What a letter would begin if it were read now. */
sealed interface Beginning {

    /** Whose facts tell whether it has been, or must not be any more. */
    String owner();

    /** A command. */
    record Asked(String owner, String commandId) implements Beginning {}

    /** A participant's part in a promise. */
    record Question(String owner, PromiseId promiseId) implements Beginning {}

    /** Empty when it begins nothing, or nobody can read what. */
    static Optional<Beginning> of(Letter letter) {
        String topic = letter.origin().map(Place::topic).orElse("");
        if (topic.equals(Topic.COMMANDS.topicName())) {
            return of(CommandJson.read(letter.value()));
        }
        if (topic.equals(MintTopic.COMMANDS.topicName())) {
            return of(MintCommandJson.read(letter.value()));
        }
        return topic.equals(Topic.TRANSFERS.topicName())
                ? Json.ifReadable(letter.value(), MessageJson::read)
                        .filter(Message.Opening.class::isInstance)
                        .map(Message::promiseId)
                        .map(id -> new Question(id.sender().value(), id))
                : Optional.empty();
    }

    private static Optional<Beginning> of(CommandReading reading) {
        return switch (reading) {
            case CommandReading.Readable readable ->
                Optional.of(new Asked(
                        readable.command().walletId().value(),
                        readable.command().commandId().value()));
            case CommandReading.Malformed malformed ->
                malformed
                        .walletId()
                        .flatMap(owner ->
                                malformed.commandId().map(commandId -> new Asked(owner.value(), commandId.value())));
        };
    }

    private static Optional<Beginning> of(MintCommandReading reading) {
        return switch (reading) {
            case MintCommandReading.Readable readable ->
                Optional.of(new Asked(
                        readable.command().currency().code(),
                        readable.command().commandId().value()));
            case MintCommandReading.Malformed malformed ->
                malformed
                        .currency()
                        .flatMap(owner ->
                                malformed.commandId().map(commandId -> new Asked(owner.code(), commandId.value())));
        };
    }
}
