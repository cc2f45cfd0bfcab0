package dev.promissory.views.webhooks;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.views.feed.FactFeed;
import dev.promissory.views.feed.FactsExtent;
import dev.promissory.views.feed.FeedFact;
import dev.promissory.views.feed.Filter;
import dev.promissory.views.feed.NotHereException;
import dev.promissory.views.feed.Vouching;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;

/** The verified facts on this instance. */
record Feeds(KafkaConnection kafka, Admin admin, Vouching vouching) {

    /**
     * From these offsets on.
     *
     * @throws NotHereException when one of the partitions is not here
     */
    FactFeed open(Map<Integer, Long> from, Filter filter) {
        return FactFeed.openSome(kafka, vouching, from, filter);
    }

    /** Where facts for this filter begin and end, on this instance or not. */
    FactsExtent extent(Filter filter) {
        return FactsExtent.read(admin, filter.partitions(partitions()));
    }

    int partitions() {
        return vouching.partitions();
    }

    /** The partitions with facts for this filter that are here. */
    SortedSet<Integer> here(Filter filter) {
        SortedSet<Integer> here = new TreeSet<>(filter.partitions(partitions()));
        here.removeIf(partition -> !isHere(partition));
        return here;
    }

    /**
     * One fact, read again; empty when it does not come in time.
     *
     * @throws NotHereException when its partition is not here
     */
    Optional<FeedFact> read(Undelivered undelivered, Duration patience) {
        FactPlace place = undelivered.place();
        Filter filter = new Filter(Set.of(undelivered.walletId()), Set.of());
        try (FactFeed feed = open(Map.of(place.partition(), place.offset()), filter)) {
            return feed.poll(patience).stream()
                    .filter(fact -> FactPlace.of(fact).equals(place))
                    .findFirst();
        }
    }

    /** How far the view is with the partition: a feed goes no further. */
    Optional<Long> folded(int partition) {
        try {
            var folded = vouching.folded(partition);
            return folded.isPresent() ? Optional.of(folded.getAsLong()) : Optional.empty();
        } catch (NotHereException e) {
            return Optional.empty();
        }
    }

    private boolean isHere(int partition) {
        try {
            vouching.folded(partition);
            return true;
        } catch (NotHereException e) {
            return false;
        }
    }
}
