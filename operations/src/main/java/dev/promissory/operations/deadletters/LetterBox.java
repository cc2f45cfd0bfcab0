package dev.promissory.operations.deadletters;

import dev.promissory.operations.log.Cluster;
import dev.promissory.operations.log.Extent;
import dev.promissory.operations.log.LogReader;
import dev.promissory.protocol.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads wallet.dead-letters. Twice, because what became of a letter stands behind it: first the resolutions, which are
 * few and small, then the letters one by one.
 */
public final class LetterBox {

    private final LogReader reader;
    private final TopicPartition partition;
    private final Extent extent;
    private final Map<Long, Resolution> resolutions = new HashMap<>();

    private LetterBox(LogReader reader, TopicPartition partition, Extent extent) {
        this.reader = reader;
        this.partition = partition;
        this.extent = extent;
        // A letter that two have resolved was resolved by the first.
        reader.read(
                extent,
                record -> Resolution.of(record).ifPresent(found -> resolutions.putIfAbsent(found.letter(), found)));
    }

    /**
     * The letters as they are now.
     *
     * @throws IllegalArgumentException when there is no such topic, or not one of a single partition
     */
    public static LetterBox open(Cluster cluster, LogReader reader) {
        List<TopicPartition> partitions = cluster.partitions(Topic.DEAD_LETTERS.topicName());
        if (partitions.size() != 1) {
            throw new IllegalArgumentException(Topic.DEAD_LETTERS.topicName() + " has " + partitions.size()
                    + " partitions; a letter is named by its offset on the only one");
        }
        return new LetterBox(reader, partitions.getFirst(), cluster.extent(partitions));
    }

    /** Hands over the letters in their order. */
    public void read(Consumer<FiledLetter> taker) {
        read(extent, taker);
    }

    /**
     * These letters, in their order.
     *
     * @throws IllegalArgumentException when there is no letter of one of these names
     */
    List<FiledLetter> find(Collection<Long> names) {
        SortedSet<Long> missing = new TreeSet<>(names);
        List<FiledLetter> found = new ArrayList<>();
        long first = Math.max(missing.first(), extent.begins().get(partition));
        long end = Math.min(missing.last() + 1, extent.ends().get(partition));
        if (first < end) {
            read(new Extent(Map.of(partition, first), Map.of(partition, end)), filed -> {
                if (missing.remove(filed.letter().offset())) {
                    found.add(filed);
                }
            });
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no letter " + missing.first() + "; ./promissory dead-letters list names them");
        }
        return found;
    }

    private void read(Extent stretch, Consumer<FiledLetter> taker) {
        reader.read(stretch, record -> {
            if (Resolution.of(record).isEmpty()) {
                Letter letter = Letter.of(record);
                taker.accept(new FiledLetter(letter, Optional.ofNullable(resolutions.get(letter.offset()))));
            }
        });
    }
}
