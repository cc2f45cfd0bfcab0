package dev.promissory.protocol;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * On which partition a wallet lives: Kafka's Java default, murmur2 of the key's UTF-8 bytes. Some other clients hash
 * differently; a command they wrote may be where another steward would own the wallet.
 */
public final class WalletPartitions {

    private WalletPartitions() {}

    public static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }

    public static int of(String walletId, int partitions) {
        return of(walletId.getBytes(StandardCharsets.UTF_8), partitions);
    }
}
