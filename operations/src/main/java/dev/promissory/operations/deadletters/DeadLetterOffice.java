package dev.promissory.operations.deadletters;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.mint.protocol.MintTopic;
import dev.promissory.operations.deadletters.Repair.Discarded;
import dev.promissory.operations.deadletters.Repair.Refused;
import dev.promissory.operations.deadletters.Repair.Replayed;
import dev.promissory.operations.log.Cluster;
import dev.promissory.operations.log.LogReader;
import dev.promissory.operations.log.Place;
import dev.promissory.operations.log.Progress;
import dev.promissory.operations.log.RepairProducer;
import dev.promissory.protocol.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks through dead letters, and has them read once more or done with. A replay is written first and its resolution
 * second: whoever is interrupted between the two finds the letter open, and a second replay does no more than the first,
 * since a command is known by its id and a message by its promise.
 */
public final class DeadLetterOffice implements AutoCloseable {

    /** Where each record has an id by which its reader knows it again. */
    private static final Set<String> REPLAYABLE =
            Set.of(Topic.COMMANDS.topicName(), Topic.TRANSFERS.topicName(), MintTopic.COMMANDS.topicName());

    /** How many letters are held at once. */
    private static final int BATCH = 500;

    private final Cluster cluster;
    private final LogReader reader;
    private final RepairProducer producer;

    public DeadLetterOffice(KafkaConnection kafka) {
        this.cluster = new Cluster(kafka);
        this.reader = new LogReader(kafka, LogReader.Gone.TOLD, Progress.NONE);
        this.producer = new RepairProducer(kafka);
    }

    /** @param resolvedToo whether also those that need nothing more */
    public void list(LetterFilter filter, boolean resolvedToo, Consumer<FiledLetter> taker) {
        LetterBox.open(cluster, reader).read(filed -> {
            if ((resolvedToo || filed.isOpen()) && filter.matches(filed.letter())) {
                taker.accept(filed);
            }
        });
    }

    /** @throws IllegalArgumentException when there is no such letter */
    public FiledLetter find(long name) {
        return LetterBox.open(cluster, reader).find(List.of(name)).getFirst();
    }

    /**
     * Writes these letters where they were found, one after the other in their order, each on the partition of its key.
     *
     * @param teller hears of each as soon as it is done
     * @throws IllegalArgumentException when one of them is no letter; then nothing is done
     */
    public void replay(Collection<Long> names, Consumer<Repair> teller) {
        replay(LetterBox.open(cluster, reader).find(names), teller);
    }

    /** As {@link #replay}, of all open letters that match. */
    public void replayAll(LetterFilter filter, Consumer<Repair> teller) {
        LetterBox box = LetterBox.open(cluster, reader);
        List<Long> names = new ArrayList<>();
        box.read(filed -> {
            if (filed.isOpen() && filter.matches(filed.letter())) {
                names.add(filed.letter().offset());
            }
        });
        for (int i = 0; i < names.size(); i += BATCH) {
            replay(box.find(names.subList(i, Math.min(names.size(), i + BATCH))), teller);
        }
    }

    /**
     * Notes that these letters need nothing more.
     *
     * @throws IllegalArgumentException when one of them is no letter; then nothing is done
     */
    public void discard(Collection<Long> names, String because, Consumer<Repair> teller) {
        for (FiledLetter filed : LetterBox.open(cluster, reader).find(names)) {
            long name = filed.letter().offset();
            Optional<String> resolved = resolved(filed);
            if (resolved.isPresent()) {
                teller.accept(new Refused(name, resolved.get()));
            } else {
                producer.write(Topic.DEAD_LETTERS.topicName(), null, null, Resolution.discarded(name, because));
                teller.accept(new Discarded(name));
            }
        }
    }

    @Override
    public void close() {
        producer.close();
        reader.close();
        cluster.close();
    }

    private void replay(List<FiledLetter> letters, Consumer<Repair> teller) {
        List<Letter> fit = letters.stream()
                .filter(filed -> unfit(filed).isEmpty())
                .map(FiledLetter::letter)
                .toList();
        Precedents precedents = Precedents.of(fit, cluster, reader);
        for (FiledLetter filed : letters) {
            Letter letter = filed.letter();
            Optional<String> refusal = unfit(filed).or(() -> precedents.against(letter));
            teller.accept(refusal.<Repair>map(reason -> new Refused(letter.offset(), reason))
                    .orElseGet(() -> replay(letter)));
        }
    }

    private Replayed replay(Letter letter) {
        String topic = letter.origin().orElseThrow().topic();
        Place place = producer.write(topic, letter.key(), letter.value(), letter.forReplay());
        producer.write(Topic.DEAD_LETTERS.topicName(), null, null, Resolution.replayed(letter.offset(), place));
        return new Replayed(letter.offset(), place);
    }

    private static Optional<String> unfit(FiledLetter filed) {
        Letter letter = filed.letter();
        Optional<String> topic = letter.origin().map(Place::topic);
        return resolved(filed).or(() -> {
            if (topic.isEmpty()) {
                return Optional.of("it does not say where it was found");
            }
            if (!REPLAYABLE.contains(topic.get())) {
                return Optional.of("what was found on " + topic.get() + " cannot be replayed, only what was found on "
                        + String.join(", ", REPLAYABLE.stream().sorted().toList()));
            }
            if (letter.isCutShort()) {
                return Optional.of("it is cut short; what is whole lies at "
                        + letter.origin().get());
            }
            return letter.key() == null ? Optional.of("without a key nobody owns it") : Optional.empty();
        });
    }

    private static Optional<String> resolved(FiledLetter filed) {
        return filed.resolution()
                .map(resolution -> "it was " + resolution.outcome()
                        + resolution.replayedTo().map(to -> " to " + to).orElse("") + " before");
    }
}
