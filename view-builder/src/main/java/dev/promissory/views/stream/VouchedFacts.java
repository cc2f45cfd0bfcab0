package dev.promissory.views.stream;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.views.feed.FactFeed;
import dev.promissory.views.feed.FactsExtent;
import dev.promissory.views.feed.Filter;
import dev.promissory.views.feed.Vouching;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** The facts in Kafka that this view vouches for. */
public record VouchedFacts(KafkaConnection kafka, Admin admin, Vouching vouching) implements FactStreamRoute.Facts {

    @Override
    public int partitions() {
        return vouching.partitions();
    }

    @Override
    public FactsExtent extent(Set<Integer> partitions) {
        return FactsExtent.read(admin, partitions);
    }

    @Override
    public FactFeed follow(Map<Integer, Long> from, Filter filter) {
        return FactFeed.open(kafka, vouching, from, filter);
    }
}
