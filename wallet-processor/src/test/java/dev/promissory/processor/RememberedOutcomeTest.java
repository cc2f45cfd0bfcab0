package dev.promissory.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.ScheduleId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.Outcome.Accepted;
import dev.promissory.protocol.Outcome.Rejected;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RememberedOutcomeTest {

    private static final Outcome.Names HELD =
            new Outcome.Names(Optional.empty(), Optional.of(new HoldId("h-1")), Optional.empty());

    private static final WalletId ALICE = new WalletId("alice");
    private static final CommandId ID = new CommandId("c-1");
    private static final byte[] FINGERPRINT = "sixteen bytes it".getBytes();

    @Test
    void anAcceptedAnswerComesBackAsAReplay() {
        long seed = System.nanoTime();
        System.out.println("RememberedOutcomeTest: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            long sequence = random.nextLong(1, Long.MAX_VALUE);
            Outcome.Names made = new Outcome.Names(
                    sometimes(random, new PromiseId(ALICE, sequence)),
                    sometimes(random, new HoldId("h-" + i)),
                    sometimes(random, new ScheduleId(ALICE, sequence)));
            Accepted first =
                    new Accepted(ALICE, ID, sequence, random.nextBoolean(), RandomMoney.balances(random), made, false);
            Accepted again = new Accepted(ALICE, ID, sequence, first.opened(), first.balances(), made, true);
            assertThat(writtenAndRead(first)).isEqualTo(again);
        }
    }

    @ParameterizedTest
    @EnumSource
    void soDoesARefusal(Rejection reason) {
        Rejected first = new Rejected(ALICE, ID, 7, reason, reason.sentence(), reason.field(), false);
        assertThat(writtenAndRead(first))
                .isEqualTo(new Rejected(ALICE, ID, 7, reason, reason.sentence(), reason.field(), true));
    }

    @Test
    void anotherVersionsBytesAreRefused() {
        byte[] bytes = new RememberedOutcome(FINGERPRINT, accepted()).write();
        bytes[0] += 1 << 4;
        assertThatIllegalStateException()
                .isThrownBy(() -> RememberedOutcome.read(ALICE, ID, bytes))
                .withMessage("remembered outcome of alice/c-1 has version 3");
    }

    @Test
    void anAnswerThatIsCutShortIsRefusedWhereverItEnds() {
        byte[] bytes = new RememberedOutcome(FINGERPRINT, accepted()).write();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> RememberedOutcome.read(ALICE, ID, cut)).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void aRefusalTakesLittleSpace() {
        Rejection reason = Rejection.INSUFFICIENT_FUNDS;
        Rejected refused = new Rejected(ALICE, ID, 7, reason, reason.sentence(), reason.field(), false);
        assertThat(new RememberedOutcome(FINGERPRINT, refused).write()).hasSizeLessThan(64);
    }

    private static Accepted accepted() {
        return new Accepted(ALICE, ID, 7, false, List.of(), HELD, false);
    }

    private static <T> Optional<T> sometimes(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    private static Outcome writtenAndRead(Outcome outcome) {
        RememberedOutcome read = RememberedOutcome.read(ALICE, ID, new RememberedOutcome(FINGERPRINT, outcome).write());
        assertThat(read.fingerprint()).isEqualTo(FINGERPRINT);
        return read.outcome();
    }
}
