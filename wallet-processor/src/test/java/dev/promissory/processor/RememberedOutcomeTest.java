package dev.promissory.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
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
            Optional<PromiseId> promise =
                    random.nextBoolean() ? Optional.of(new PromiseId(ALICE, sequence)) : Optional.empty();
            Accepted first = new Accepted(
                    ALICE, ID, sequence, random.nextBoolean(), RandomMoney.balances(random), promise, false);
            Accepted again = new Accepted(ALICE, ID, sequence, first.opened(), first.balances(), promise, true);
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
                .withMessage("remembered outcome of alice/c-1 has version 2");
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
        return new Accepted(ALICE, ID, 7, false, List.of(), Optional.empty(), false);
    }

    private static Outcome writtenAndRead(Outcome outcome) {
        RememberedOutcome read = RememberedOutcome.read(ALICE, ID, new RememberedOutcome(FINGERPRINT, outcome).write());
        assertThat(read.fingerprint()).isEqualTo(FINGERPRINT);
        return read.outcome();
    }
}
