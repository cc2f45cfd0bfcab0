package dev.promissory.views;

/**
 * Where the views' tables lie in Kafka: an instance that starts with an empty folder restores them from these topics, each
 * on the partition of its facts. For tools that look at them from outside.
 *
 * @param group the consumer group of the view-builders: its offsets on wallet.facts say how far the tables are at least
 */
public record ViewChangelogs(String group) {

    public static ViewChangelogs of(GenerationName generation) {
        return new ViewChangelogs(generation.applicationId());
    }

    /** {@link SeenWallet} and {@link SeenHold}, among others. */
    public String wallets() {
        return changelog(ViewTopology.WALLETS);
    }

    /** {@link SeenPart}. */
    public String promises() {
        return changelog(ViewTopology.PROMISES);
    }

    /** {@link SeenSupply}. */
    public String supply() {
        return changelog(ViewTopology.SUPPLY);
    }

    /** The name that Kafka Streams gives it. */
    private String changelog(String table) {
        return group + "-" + table + "-changelog";
    }
}
