package dev.promissory.processor;

import dev.promissory.steward.AnswerMemory;

/**
 * Where the stewards' state lies in Kafka: an instance that starts with an empty folder restores it from these topics, each
 * on the partition of its wallets. For tools that look at that state from outside.
 */
public final class StewardChangelogs {

    /** {@link KeptWallet}. */
    public static final String WALLETS = changelog(WalletStore.NAME);

    /** {@link KeptMemory}. */
    public static final String MEMORY = changelog(MemoryStore.NAME);

    /** {@link KeptAnswer}. */
    public static final String ANSWERS = changelog(AnswerMemory.NAME);

    private StewardChangelogs() {}

    /** The consumer group of the processors: its offsets say which commands and messages have been dealt with. */
    public static String group() {
        return ProcessorKafka.APPLICATION_ID;
    }

    /** The name that Kafka Streams gives it. */
    private static String changelog(String store) {
        return ProcessorKafka.APPLICATION_ID + "-" + store + "-changelog";
    }
}
