package dev.promissory.operations.archive;

import dev.promissory.domain.Message;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.operations.log.Place;
import dev.promissory.protocol.MessageJson;
import dev.promissory.protocol.NewerVersionException;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.UnreadableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Picks from wallet.transfers what must travel with the facts. It is written anew by every export. */
final class TransfersFile {

    private final Path path;
    private final WalletTopics topics;
    private final Optional<Sealer> sealer;
    private final PromiseTrail trail;
    private long written;

    TransfersFile(Path folder, WalletTopics topics, Optional<SigningKey> key, PromiseTrail trail) {
        this.path = Manifest.transfersFile(folder);
        this.topics = topics;
        this.sealer = key.map(Sealer::new);
        this.trail = trail;
    }

    /**
     * Notes the refusals that no fact told of. Most are of wallets without a history, and only the message tells; those of
     * the others have facts, which came after the end of what was read.
     *
     * @param facts what was read
     */
    void noteRefusals(long[] ends, FactCheck facts) throws IOException {
        for (int partition = 0; partition < ends.length; partition++) {
            topics.read(
                    Topic.TRANSFERS,
                    partition,
                    0,
                    ends[partition],
                    record -> message(record)
                            .filter(PromiseRefused.class::isInstance)
                            .map(PromiseRefused.class::cast)
                            .ifPresent(refused -> note(refused, facts)));
        }
    }

    private void note(PromiseRefused refused, FactCheck facts) {
        boolean onlySaid = switch (refused.reason()) {
            case WALLET_NOT_FOUND, NOT_A_WALLET -> true;
            case WALLET_FROZEN, WALLET_CLOSED -> false;
            default -> !facts.knows(refused.by());
        };
        if (onlySaid) {
            trail.noteRefusal(refused.promiseId(), refused.by());
        } else {
            trail.noteRefusalBeyond(refused.promiseId(), refused.by());
        }
    }

    /** How many messages were written. */
    long write(long[] ends, Cut cut) throws IOException {
        Files.deleteIfExists(path);
        try (MemberAppender appender = new MemberAppender(path)) {
            for (int partition = 0; partition < ends.length; partition++) {
                topics.read(Topic.TRANSFERS, partition, 0, ends[partition], record -> {
                    Optional<Message> message = message(record);
                    if (message.isPresent()
                            && trail.of(message.get().promiseId()).isNeeded(message.get(), cut)) {
                        appender.append(ArchiveLine.write(ArchivedRecord.of(record)));
                        written++;
                    }
                });
            }
        }
        return written;
    }

    /** Empty when no steward wrote it. */
    private Optional<Message> message(ConsumerRecord<byte[], byte[]> record) {
        boolean signed = record.value() != null
                && sealer.map(own -> own.isSigned(record.headers(), record.value()))
                        .orElse(true);
        if (!signed) {
            return Optional.empty();
        }
        try {
            return Optional.of(MessageJson.read(record.value()));
        } catch (NewerVersionException e) {
            throw e.stopping("the message at " + Place.of(record));
        } catch (UnreadableException e) {
            // The stewards have set it aside too.
            return Optional.empty();
        }
    }
}
