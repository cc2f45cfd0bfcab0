package dev.promissory.operations.deadletters;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.OfPromise;
import dev.promissory.domain.PromiseId;
import dev.promissory.mint.protocol.MintFact;
import dev.promissory.mint.protocol.MintFactJson;
import dev.promissory.mint.protocol.MintTopic;
import dev.promissory.operations.deadletters.Beginning.Asked;
import dev.promissory.operations.deadletters.Beginning.Question;
import dev.promissory.operations.log.Cluster;
import dev.promissory.operations.log.LogReader;
import dev.promissory.operations.log.Place;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.NewerVersionException;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.UnreadableException;
import dev.promissory.protocol.WalletPartitions;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What the facts say against replaying a letter. A steward forgets a command's id in time, and then would do the command
 * once more; the facts never forget. And a promise that has been returned must not be agreed to any more: the word that
 * undoes it has gone by.
 */
final class Precedents {

    private final Set<Beginning> wanted = new HashSet<>();
    private final Map<Beginning, Long> found = new HashMap<>();

    private Precedents(Collection<Letter> letters) {
        letters.forEach(letter -> Beginning.of(letter).ifPresent(wanted::add));
    }

    /** Before any fact was read. */
    static Precedents about(Letter... letters) {
        return new Precedents(List.of(letters));
    }

    /** Reads the facts of those whom the letters are about. */
    static Precedents of(Collection<Letter> letters, Cluster cluster, LogReader reader) {
        Precedents precedents = new Precedents(letters);
        Set<String> wallets = new HashSet<>();
        Set<String> currencies = new HashSet<>();
        for (Letter letter : letters) {
            boolean ofMint = letter.origin().orElseThrow().topic().equals(MintTopic.COMMANDS.topicName());
            Beginning.of(letter).map(Beginning::owner).ifPresent(owner -> (ofMint ? currencies : wallets).add(owner));
        }
        if (!wallets.isEmpty()) {
            read(
                    Topic.FACTS.topicName(),
                    wallets,
                    cluster,
                    reader,
                    record -> read(record, FactJson::read).ifPresent(precedents::note));
        }
        if (!currencies.isEmpty()) {
            read(
                    MintTopic.FACTS.topicName(),
                    currencies,
                    cluster,
                    reader,
                    record -> read(record, MintFactJson::read).ifPresent(precedents::note));
        }
        return precedents;
    }

    /** A sentence; empty when nothing speaks against it. */
    Optional<String> against(Letter letter) {
        return Beginning.of(letter).filter(found::containsKey).map(beginning -> {
            String done = switch (beginning) {
                case Asked asked -> "its command " + asked.commandId() + " was done before";
                case Question question -> "promise " + question.promiseId() + " has been returned";
            };
            return done + ", says fact " + found.get(beginning) + " of " + beginning.owner() + "; discard it";
        });
    }

    private static void read(
            String topic,
            Set<String> owners,
            Cluster cluster,
            LogReader reader,
            Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        List<TopicPartition> partitions = cluster.partitions(topic);
        Set<TopicPartition> homes = new HashSet<>();
        owners.forEach(owner -> homes.add(partitions.get(WalletPartitions.of(owner, partitions.size()))));
        reader.read(cluster.extent(homes), record -> {
            if (record.key() != null && owners.contains(new String(record.key(), StandardCharsets.UTF_8))) {
                taker.accept(record);
            }
        });
    }

    /**
     * Empty when it is no fact. Whose seal is of another key cannot be told here: such a record can only hold up a replay.
     *
     * @throws NewerVersionException when it is chained and newer than this tool: it may be of the very command in question
     */
    static <F> Optional<F> read(ConsumerRecord<byte[], byte[]> record, Function<byte[], F> reader) {
        try {
            return Optional.of(reader.apply(record.value()));
        } catch (NewerVersionException e) {
            if (new SealCheck(Optional.empty())
                    .check(record.value(), record.headers())
                    .isPresent()) {
                throw e.stopping("the fact at " + Place.of(record));
            }
            return Optional.empty();
        } catch (UnreadableException e) {
            // No steward wrote it, so nothing was done.
            return Optional.empty();
        }
    }

    void note(Fact fact) {
        String owner = fact.walletId().value();
        // At the other end of a promise stands the id that its sender's command had: it may be any id of this wallet,
        // too.
        boolean ofAnother =
                fact instanceof OfPromise part && !part.promiseId().sender().equals(fact.walletId());
        if (!ofAnother) {
            note(new Asked(owner, fact.head().commandId().value()), fact.sequence());
        }
        if (fact instanceof Fact.TransferReturned returned) {
            noteReturn(owner, returned.promiseId(), fact.sequence());
        } else if (fact instanceof Fact.JournalReturned returned) {
            noteReturn(owner, returned.promiseId(), fact.sequence());
        }
    }

    private void noteReturn(String owner, PromiseId promiseId, long sequence) {
        note(new Question(owner, promiseId), sequence);
    }

    private void note(MintFact fact) {
        note(new Asked(fact.currency().code(), fact.head().commandId().value()), fact.sequence());
    }

    private void note(Beginning beginning, long sequence) {
        if (wanted.contains(beginning)) {
            found.putIfAbsent(beginning, sequence);
        }
    }
}
