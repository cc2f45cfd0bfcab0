package dev.promissory.operations.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Message.PromiseRefused;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.Posting;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import dev.promissory.operations.archive.PromiseTrail.Place;
import dev.promissory.operations.scratch.Scratch;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alice, on partition 0, has promised something to bob, on partition 1, who refused, and has it back. */
class CutTest {

    private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");
    private static final WalletId ALICE = new WalletId("alice");
    private static final WalletId BOB = new WalletId("bob");
    private static final Money TWO = Money.of("2.00", "EUR");
    private static final PromiseId PROMISE = new PromiseId(ALICE, 2);
    private static final Posting POSTING = new Posting(ALICE, BOB, TWO);
    private static final PromiseMade MADE =
            new PromiseMade(PROMISE, List.of(new Leg(BOB, TWO)), new CommandId("t-1"), AT, Memo.none(), Occasion.NONE);
    private static final PromiseRefused REFUSED = new PromiseRefused(PROMISE, BOB, Rejection.WALLET_FROZEN);

    private Scratch scratch;
    private PromiseTrail trail;

    @BeforeEach
    void promise() {
        scratch = Scratch.open("cut-test");
        trail = new PromiseTrail(scratch.rows());
        trail.note(
                new Fact.TransferPromised(head(ALICE, 2), List.of(new Leg(BOB, TWO)), List.of(), Occasion.NONE),
                new Place(0, 10));
    }

    @AfterEach
    void end() {
        scratch.close();
    }

    @Test
    void whatIsWholeStaysWhole() {
        refuse();
        giveBack();

        Cut cut = Cut.consistent(new long[] {20, 20}, trail);

        assertThat(cut.lines()).containsExactly(20L, 20L);
        assertThat(trail.of(PROMISE).isNeeded(MADE, cut)).isFalse();
    }

    /** Or bob, asked once more by the message that travels, could take what alice has back. */
    @Test
    void whatCameBackStaysBehindTogetherWithItsRefusal() {
        refuse();
        giveBack();

        Cut cut = Cut.consistent(new long[] {20, 5}, trail);

        assertThat(cut.lines()).containsExactly(11L, 5L);
        assertThat(trail.of(PROMISE).isNeeded(MADE, cut)).isTrue();
    }

    @Test
    void aRefusalThatNoFactTellsTravelsForGood() {
        trail.noteRefusal(PROMISE, BOB);
        giveBack();
        Cut cut = Cut.consistent(new long[] {20, 20}, trail);

        assertThat(cut.lines()).containsExactly(20L, 20L);
        assertThat(trail.of(PROMISE).isNeeded(REFUSED, cut)).isTrue();
    }

    /** What bob refused behind the end he will decide elsewhere anew, together with all that he was promised before. */
    @Test
    void whatCameBackForARefusalThatWasNotReadStaysBehind() {
        trail.noteRefusalBeyond(PROMISE, BOB);
        giveBack();

        Cut cut = Cut.consistent(new long[] {20, 5}, trail);

        assertThat(cut.lines()).containsExactly(11L, 5L);
        assertThat(trail.of(PROMISE).isNeeded(MADE, cut)).isTrue();
        assertThat(trail.of(PROMISE).isNeeded(REFUSED, cut)).isFalse();
    }

    @Test
    void aRefusalThatAFactTellsNeedNotTravelOnceTheMoneyIsBack() {
        refuse();
        giveBack();

        assertThat(trail.of(PROMISE).isNeeded(REFUSED, Cut.at(new long[] {20, 20})))
                .isFalse();
        assertThat(trail.of(PROMISE).isNeeded(REFUSED, Cut.at(new long[] {11, 20})))
                .isTrue();
    }

    private void refuse() {
        trail.note(
                new Fact.TransferRefused(head(BOB, 9), PROMISE, AT, List.of(POSTING), Rejection.WALLET_FROZEN),
                new Place(1, 7));
    }

    private void giveBack() {
        trail.note(
                new Fact.TransferReturned(
                        head(ALICE, 3),
                        PROMISE,
                        AT,
                        List.of(new Leg(BOB, TWO)),
                        BOB,
                        Rejection.WALLET_FROZEN,
                        List.of(),
                        Occasion.NONE),
                new Place(0, 11));
    }

    private static FactHead head(WalletId wallet, long sequence) {
        return new FactHead(wallet, sequence, new CommandId("t-1"), AT, Memo.none());
    }
}
