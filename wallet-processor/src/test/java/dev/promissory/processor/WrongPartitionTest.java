package dev.promissory.processor;

import static dev.promissory.processor.Asks.open;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Message.PromiseKept;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.MessageJson;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.WalletPartitions;
import java.time.Duration;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** One of four partitions: what belongs to another one's steward must not be done here. */
class WrongPartitionTest extends StewardScenario {

    private static final String AT_HOME = walletOn(0);
    private static final String ELSEWHERE = walletOn(3);

    @Override
    StewardRules rules() {
        return Stewards.rules(true, Duration.ofHours(24), 4);
    }

    @Test
    void aCommandThatLiesWithAnotherStewardIsADeadLetter() {
        when(open("o-1", ELSEWHERE), open("o-1", AT_HOME));
        assertThat(header(onlyRecord(Topic.DEAD_LETTERS), HeaderNames.REASON))
                .isEqualTo("the wallet lives on partition 3, not on 0; use Kafka's default Java partitioner (murmur2)");
        thenAnswers("o-1 rejected at 0 malformed-command", "o-1 accepted at 1 opened");
        thenFacts(AT_HOME + "#1 WalletOpened");
    }

    @Test
    void soIsASignedMessage() {
        byte[] value =
                MessageJson.write(new PromiseKept(new PromiseId(new WalletId(ELSEWHERE), 3), new WalletId("bob")));
        RecordHeaders headers = new RecordHeaders();
        headers.add(HeaderNames.MESSAGE_MAC, HeaderNames.hex(new Sealer(Stewards.KEY).macOf(value)));
        whenWritten(Topic.TRANSFERS, ELSEWHERE, value, headers);
        thenDeadLetters("the message is not where its addressee lives");
    }

    private static String walletOn(int partition) {
        return IntStream.range(0, 100)
                .mapToObj(i -> "wallet-" + i)
                .filter(wallet -> WalletPartitions.of(wallet, 4) == partition)
                .findFirst()
                .orElseThrow();
    }
}
