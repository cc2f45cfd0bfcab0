package dev.promissory.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wallet lives where Kafka's own producer sends its key. */
class WalletPartitionsTest {

    /** Worked out by another murmur2. */
    @ParameterizedTest
    @CsvSource({"alice, 1, 21", "bob, 2, 6", "carol, 2, 2", "mint, 1, 1", "a.b_c:d-e, 3, 7", "0, 0, 20"})
    void isWhereItAlwaysWas(String walletId, int ofFour, int ofTwentyFour) {
        assertThat(WalletPartitions.of(walletId, 4)).isEqualTo(ofFour);
        assertThat(WalletPartitions.of(walletId, 24)).isEqualTo(ofTwentyFour);
    }

    @Test
    void isWhereTheProducerSendsIt() {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            byte[] key = new byte[random.nextInt(130)];
            random.nextBytes(key);
            int partitions = 1 + random.nextInt(100);

            assertThat(WalletPartitions.of(key, partitions))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(key, partitions));
        }
    }

    @Test
    void theTextAndItsBytesAreInOnePlace() {
        for (int i = 0; i < 1_000; i++) {
            String walletId = "wallet-" + i;

            assertThat(WalletPartitions.of(walletId, 24))
                    .isEqualTo(WalletPartitions.of(walletId.getBytes(UTF_8), 24))
                    .isBetween(0, 23);
        }
    }
}
