package dev.promissory.protocol;

import dev.promissory.protocol.TopicSpec.Keeping;
import dev.promissory.protocol.TopicSpec.Partitioning;
import java.util.Map;
import java.util.Set;

/** The wallets' topics: what the services, and everybody else, agree on. */
public enum Topic {
    /** Asks. Keyed by wallet id. */
    COMMANDS("wallet.commands", Partitioning.BY_WALLET, Keeping.days(7), true),
    /** Promises travelling from steward to steward. Keyed by the wallet that is to act. */
    TRANSFERS("wallet.transfers", Partitioning.BY_WALLET, Keeping.EVERYTHING, true),
    /** What happened. Keyed by wallet id; only stewards write it. */
    FACTS("wallet.facts", Partitioning.BY_WALLET, Keeping.EVERYTHING, false),
    /** The stewards' answers. Keyed by wallet id, on the partition that the asker named. */
    OUTCOMES("wallet.outcomes", Partitioning.BY_ASKER, Keeping.days(7), false),
    /** What could not be read. Keyed as received. */
    DEAD_LETTERS("wallet.dead-letters", Partitioning.SINGLE, Keeping.days(30), false),
    /**
     * What operators have had done to the state of stewards and views: the trail of it, and how tools and services agree
     * on whose turn it is. Keyed by whom it concerns; short, and kept whole.
     */
    UPKEEP("wallet.upkeep", Partitioning.SINGLE, Keeping.EVERYTHING, true),
    /**
     * Prices, from outside. Keyed by currency pair; the last record of a key counts, none is a removal. Stamped by the
     * broker because Kafka Streams refuses to start on a global table's topic that holds a record without a time.
     */
    RATES("wallet.rates", Partitioning.SINGLE, Keeping.LAST_OF_EACH_KEY, true),
    /** Who wants to be told of facts. Keyed by webhook id; the last record of a key counts, none is a removal. */
    WEBHOOKS("wallet.webhooks", Partitioning.SINGLE, Keeping.LAST_OF_EACH_KEY, false),
    /** Deliveries to webhooks that were given up, until they are replayed or discarded. Keyed by webhook and fact. */
    UNDELIVERED("wallet.webhooks-undelivered", Partitioning.SINGLE, Keeping.LAST_OF_EACH_KEY, false);

    /** What no service can do without; the others are made by whoever uses them. */
    public static final Set<Topic> CORE = Set.of(COMMANDS, TRANSFERS, FACTS, OUTCOMES, DEAD_LETTERS, UPKEEP);

    private final TopicSpec spec;

    Topic(String topicName, Partitioning partitioning, Keeping keeping, boolean stampedByBroker) {
        this.spec = new TopicSpec(topicName, partitioning, keeping, stampedByBroker);
    }

    public TopicSpec spec() {
        return spec;
    }

    public String topicName() {
        return spec.name();
    }

    public Partitioning partitioning() {
        return spec.partitioning();
    }

    public String timestampType() {
        return spec.timestampType();
    }

    public Map<String, String> settings() {
        return spec.settings();
    }
}
