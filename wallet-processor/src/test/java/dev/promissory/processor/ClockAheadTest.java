package dev.promissory.processor;

import static dev.promissory.processor.Asks.deposit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Command;
import dev.promissory.domain.CommandHead;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.TimeSpan;
import dev.promissory.processor.RealStewards.Written;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stewards' clock is a minute ahead of the broker's, whose clock decides. */
class ClockAheadTest {

    private static final Duration LOOK = Duration.ofMillis(100);

    @TempDir
    Path folder;

    @Test
    void aTimerThatCameTooEarlyWaitsForAsLongAsItWas() {
        RealStewards stewards = new RealStewards(folder);
        try {
            Instant broker = stewards.wallClock().minusSeconds(60);
            ask(stewards, deposit("d-1", "alice", "5.00 EUR"), broker);
            ask(stewards, hold(), broker);

            TestRecord<byte[], byte[]> early = onlyTimer(stewards.advanceWallClock(LOOK));
            tell(stewards, early, broker.plus(LOOK));

            int again = 0;
            Duration passed = LOOK;
            while (passed.compareTo(Duration.ofSeconds(59)) < 0) {
                again += stewards.advanceWallClock(LOOK).to(Topic.COMMANDS).size();
                passed = passed.plus(LOOK);
            }
            assertThat(again)
                    .as("timers sent before the broker's clock is there")
                    .isZero();

            Duration left = Duration.ofSeconds(61).minus(passed);
            TestRecord<byte[], byte[]> inTime = onlyTimer(stewards.advanceWallClock(left));
            Written expired = tell(stewards, inTime, broker.plusSeconds(61));
            assertThat(expired.to(Topic.FACTS))
                    .extracting(StewardScenario::type)
                    .containsExactly("HoldExpired");
        } finally {
            stewards.close();
        }
    }

    private static Command hold() {
        return new Command.PlaceHold(
                CommandHead.of("alice", "h-1"),
                new HoldId("h"),
                RequestedMoney.of("1.00", "EUR"),
                TimeSpan.of(Duration.ofSeconds(60)));
    }

    private static TestRecord<byte[], byte[]> onlyTimer(Written written) {
        assertThat(written.to(Topic.COMMANDS)).hasSize(1);
        return written.to(Topic.COMMANDS).getFirst();
    }

    private static void ask(RealStewards stewards, Command command, Instant brokersTime) {
        byte[] key = command.walletId().value().getBytes(StandardCharsets.UTF_8);
        stewards.deliver(Topic.COMMANDS, key, CommandJson.write(command), new RecordHeaders(), brokersTime);
    }

    private static Written tell(RealStewards stewards, TestRecord<byte[], byte[]> record, Instant brokersTime) {
        return stewards.deliver(Topic.COMMANDS, record.key(), record.value(), new RecordHeaders(), brokersTime);
    }
}
