package dev.promissory.operations.audit;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A fact that follows from all before it.
 *
 * @param record where it stands
 * @param hash of its wallet's chain up to and with it
 * @param after the wallet
 */
record GoodFact(Fact fact, ConsumerRecord<byte[], byte[]> record, byte[] hash, Wallet after) {

    WalletId walletId() {
        return fact.walletId();
    }

    int partition() {
        return record.partition();
    }

    long offset() {
        return record.offset();
    }
}
