package dev.promissory.operations.audit;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.SealCheck;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A fact that follows from all before it.
 *
 * @param record where it stands
 * @param links of its wallet's chain: the hash before it, and its own
 * @param after the wallet
 */
record GoodFact(Fact fact, ConsumerRecord<byte[], byte[]> record, SealCheck.Links links, Wallet after) {

    WalletId walletId() {
        return fact.walletId();
    }

    /** Of its wallet's chain up to and with it. */
    byte[] hash() {
        return links.own();
    }

    int partition() {
        return record.partition();
    }

    long offset() {
        return record.offset();
    }
}
