package dev.promissory.operations.promises;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.PromiseId;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.operations.deadletters.FiledLetter;
import dev.promissory.operations.deadletters.LetterBox;
import dev.promissory.operations.log.Cluster;
import dev.promissory.operations.log.Extent;
import dev.promissory.operations.log.LogReader;
import dev.promissory.operations.log.Place;
import dev.promissory.operations.log.Progress;
import dev.promissory.processor.WalletProcessor;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.MessageJson;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the promises that do not end. It reads all facts and messages once, and keeps of them only what is still open;
 * where something is stuck it reads once more, and keeps everything about that.
 */
public final class PromiseDesk implements AutoCloseable {

    private final Cluster cluster;
    private final LogReader reader;
    private final Optional<SigningKey> key;
    private final Clock clock;
    private final Progress progress;

    /** @param key the stewards', to tell what they wrote from what others did */
    public PromiseDesk(KafkaConnection kafka, Optional<SigningKey> key, Clock clock, Progress progress) {
        this.cluster = new Cluster(kafka);
        this.reader = new LogReader(kafka, LogReader.Gone.TOLD, progress);
        this.key = key;
        this.clock = clock;
        this.progress = progress;
    }

    /** Those that have been open for longer than that. */
    public StuckReport stuck(Duration olderThan) {
        Look look = look();
        Instant bound = look.now().minus(olderThan);
        Evidence evidence = new Evidence(key, look.positions().walletPartitions());
        OpenPromises open = new OpenPromises(new Judge(look.positions(), new Letters(key.isPresent()), look.now()));
        read(look, evidence, open::note, open::note);
        Set<PromiseId> suspects = new HashSet<>(open.olderThan(bound));
        suspects.addAll(namedByLetters());
        List<StuckPromise> stuck = suspects.isEmpty()
                ? List.of()
                : judged(suspects, look).stream()
                        .filter(promise -> promise.since().isBefore(bound))
                        .toList();
        return new StuckReport(look.now(), olderThan, evidence, open.count(), stuck);
    }

    /** Everything about one promise; empty when no fact says that it was made. */
    Optional<Inspected> inspect(PromiseId promiseId) {
        Look look = look();
        PromiseFiles files = files(Set.of(promiseId), look);
        Judge judge = new Judge(look.positions(), letters(), look.now());
        return files.all()
                .filter(promise -> promise.opened().isPresent())
                .map(promise -> new Inspected(promise, judge.obstacles(promise)))
                .findFirst();
    }

    /** A promise, and what keeps it from ending. */
    record Inspected(PromiseRecord promise, List<Obstacle> obstacles) {}

    @Override
    public void close() {
        reader.close();
        cluster.close();
    }

    /**
     * How things stand now. How far the stewards have read is asked first: whatever came of that is then within the
     * extent.
     */
    private Look look() {
        List<TopicPartition> facts = cluster.partitions(Topic.FACTS.topicName());
        List<TopicPartition> transfers = cluster.partitions(Topic.TRANSFERS.topicName());
        List<TopicPartition> commands = cluster.partitions(Topic.COMMANDS.topicName());
        Map<TopicPartition, Long> committed = cluster.committed(WalletProcessor.GROUP);
        List<TopicPartition> read = new ArrayList<>(facts);
        read.addAll(transfers);
        Extent extent = cluster.extent(read);
        List<TopicPartition> inputs = new ArrayList<>(transfers);
        inputs.addAll(commands);
        StewardPositions positions = new StewardPositions(
                facts.size(), committed, cluster.extent(inputs).ends(), cluster.assigned(WalletProcessor.GROUP));
        return new Look(positions, extent, clock.instant());
    }

    private record Look(StewardPositions positions, Extent extent, Instant now) {}

    private List<StuckPromise> judged(Collection<PromiseId> suspects, Look look) {
        Judge judge = new Judge(look.positions(), letters(), look.now());
        return files(suspects, look)
                .all()
                .filter(promise -> promise.opened().isPresent())
                .map(promise -> StuckPromise.of(promise, judge.obstacles(promise)))
                .filter(promise -> !promise.obstacles().isEmpty())
                .sorted(Comparator.comparing(StuckPromise::since))
                .toList();
    }

    private PromiseFiles files(Collection<PromiseId> wanted, Look look) {
        PromiseFiles files = new PromiseFiles(wanted);
        read(look, new Evidence(key, look.positions().walletPartitions()), files::note, files::note);
        return files;
    }

    private void read(
            Look look,
            Evidence evidence,
            BiConsumer<Fact.OfPromise, ConsumerRecord<byte[], byte[]>> ofFact,
            BiConsumer<Message, ConsumerRecord<byte[], byte[]>> ofMessage) {
        progress.begin("facts and messages", look.extent().length());
        reader.readInTimeOrder(look.extent(), record -> {
            if (record.topic().equals(Topic.FACTS.topicName())) {
                evidence.fact(record).ifPresent(fact -> ofFact.accept(fact, record));
            } else {
                evidence.message(record).ifPresent(message -> ofMessage.accept(message, record));
            }
        });
        progress.end();
    }

    /** What stewards set aside may hold up a promise that the facts call kept: its sender has not heard of it. */
    private Set<PromiseId> namedByLetters() {
        Set<PromiseId> named = new HashSet<>();
        aboutMessages((filed, place) -> Json.ifReadable(filed.letter().value(), MessageJson::read)
                .map(Message::promiseId)
                .ifPresent(named::add));
        return named;
    }

    private Letters letters() {
        Letters letters = new Letters(key.isPresent());
        aboutMessages((filed, place) -> letters.add(
                place,
                new Letters.Entry(
                        filed.letter().offset(), filed.letter().reason().orElse("no reason given"), filed.isOpen())));
        return letters;
    }

    private void aboutMessages(BiConsumer<FiledLetter, Place> taker) {
        LetterBox.open(cluster, reader)
                .read(filed -> filed.letter()
                        .origin()
                        .filter(place -> place.topic().equals(Topic.TRANSFERS.topicName()))
                        .ifPresent(place -> taker.accept(filed, place)));
    }
}
