package dev.promissory.mint.protocol;

import dev.promissory.protocol.TopicSpec;
import dev.promissory.protocol.TopicSpec.Keeping;
import dev.promissory.protocol.TopicSpec.Partitioning;
import java.util.Arrays;
import java.util.List;

/** The mint's topics that others may read or write. Keyed by currency code. */
public enum MintTopic {
    /** Asks. */
    COMMANDS(new TopicSpec("mint.commands", Partitioning.BY_WALLET, Keeping.days(7), true)),
    /** What happened to each currency; only the mint writes it. */
    FACTS(new TopicSpec("mint.facts", Partitioning.BY_WALLET, Keeping.EVERYTHING, false)),
    /** The mint's answers, on the partition that the asker named. */
    OUTCOMES(new TopicSpec("mint.outcomes", Partitioning.BY_ASKER, Keeping.days(7), false));

    private final TopicSpec spec;

    MintTopic(TopicSpec spec) {
        this.spec = spec;
    }

    public TopicSpec spec() {
        return spec;
    }

    public String topicName() {
        return spec.name();
    }

    public static List<TopicSpec> specs() {
        return Arrays.stream(values()).map(MintTopic::spec).toList();
    }
}
