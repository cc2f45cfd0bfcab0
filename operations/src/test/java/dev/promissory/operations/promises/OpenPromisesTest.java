package dev.promissory.operations.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Consequences;
import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Message;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OpenPromisesTest {

    private static final Instant AT = Instant.parse("2026-01-01T10:00:00Z");
    private static final WalletId ALICE = new WalletId("alice");
    private static final WalletId BOB = new WalletId("bob");
    private static final TopicPartition TRANSFERS = new TopicPartition(Topic.TRANSFERS.topicName(), 0);

    private final Judge everythingRead = new Judge(
            new StewardPositions(1, Map.of(TRANSFERS, Long.MAX_VALUE), Map.of(), Set.of(TRANSFERS)),
            new Letters(true),
            AT);
    private final OpenPromises open = new OpenPromises(everythingRead);
    private long offset;

    @Test
    void aHundredThousandHonestRecordsLeaveNothingOpenAndNeverMoreThanWhatIsInFlight() {
        long most = 0;
        for (long sequence = 1; sequence <= 25_000; sequence++) {
            promise(sequence);
            most = Math.max(most, open.count());
            keep(sequence);
        }

        assertThat(open.count()).isZero();
        assertThat(most).isEqualTo(1);
        assertThat(open.olderThan(Instant.MAX)).isEmpty();
    }

    @Test
    void onlyWhatIsOlderIsSuspect() {
        promise(1);

        assertThat(open.olderThan(AT)).isEmpty();
        assertThat(open.olderThan(AT.plusMillis(1))).containsExactly(new PromiseId(ALICE, 1));
    }

    @Test
    void theOrderOfReadingDoesNotMatter() {
        keep(1);
        assertThat(open.olderThan(Instant.MAX)).isEmpty();

        promise(1);

        assertThat(open.count()).isZero();
    }

    private void promise(long sequence) {
        note(new Fact.TransferPromised(
                head(ALICE, sequence), List.of(new Leg(BOB, Money.of("1.00", "EUR"))), List.of(), Occasion.NONE));
    }

    private void keep(long sequence) {
        note(new Fact.TransferReceived(
                head(BOB, sequence), new PromiseId(ALICE, sequence), AT, List.of(), List.of(), Occasion.NONE));
    }

    /** The fact, and the messages that its steward writes with it. */
    private void note(Fact.OfPromise fact) {
        open.note(fact, record(Topic.FACTS));
        for (Message message : Consequences.of(fact)) {
            open.note(message, record(Topic.TRANSFERS));
        }
    }

    private ConsumerRecord<byte[], byte[]> record(Topic topic) {
        return new ConsumerRecord<>(topic.topicName(), 0, offset++, new byte[0], new byte[0]);
    }

    private static FactHead head(WalletId wallet, long sequence) {
        return new FactHead(wallet, sequence, new CommandId("t-" + sequence), AT, Memo.none());
    }
}
