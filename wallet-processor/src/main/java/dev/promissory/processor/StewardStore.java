package dev.promissory.processor;

import dev.promissory.steward.AnswerMemory;
import dev.promissory.steward.AppliedOffsets;

/** The stewards' stores, for those who look at them from outside. */
public enum StewardStore {
    WALLETS(WalletStore.NAME),
    MEMORY(MemoryStore.NAME),
    RECEIVED_PROMISES(ReceivedPromises.NAME),
    REMEMBERED_COMMANDS(AnswerMemory.NAME),
    APPLIED_OFFSETS(AppliedOffsets.NAME);

    private final String storeName;

    StewardStore(String storeName) {
        this.storeName = storeName;
    }

    public String storeName() {
        return storeName;
    }

    /** The topic that Kafka Streams restores the store from; it has as many partitions as wallet.facts. */
    public String changelogTopic() {
        return ProcessorKafka.APPLICATION_ID + "-" + storeName + "-changelog";
    }
}
