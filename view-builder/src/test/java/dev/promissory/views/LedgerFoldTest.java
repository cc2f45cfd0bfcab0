package dev.promissory.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.domain.Command.CancelTransfer;
import dev.promissory.domain.Command.CaptureHold;
import dev.promissory.domain.Command.ReleaseHold;
import dev.promissory.domain.Hold;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.Money;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.ScheduleId;
import dev.promissory.domain.Timer;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.views.PromiseRow.Refusal;
import dev.promissory.views.PromiseRow.Status;
import dev.promissory.views.WholePromise.LegSeen;
import dev.promissory.views.WholePromise.LegStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

/** Holds, schedules, journals and promises of several, folded from what the stewards' own rules write. */
final class LedgerFoldTest {

    private static final WalletId ALICE = new WalletId("alice");

    private final Stewards stewards = new Stewards();
    private final Tables tables = Tables.withKey();

    @Test
    void eachLegOfATransferToSeveral() {
        stewards.deposit("alice", "10.00", "EUR").transfer("alice", "bob 1.00 EUR", "carol 2.00 EUR", "bob 3.00 EUR");
        assertThat(statuses(seen("alice~3"))).containsExactly(LegStatus.PENDING, LegStatus.PENDING, LegStatus.PENDING);

        stewards.deliver("bob");
        assertThat(statuses(seen("alice~3")))
                .containsExactly(LegStatus.ACCEPTED, LegStatus.PENDING, LegStatus.ACCEPTED);

        stewards.deliver("carol").deliver("alice").deliver("alice");
        assertThat(seen("alice~3").settledAt()).isPresent();
        assertThat(seen("alice~3").status()).isEqualTo(Status.PENDING);

        stewards.deliver("bob");
        assertThat(statuses(seen("alice~3"))).containsExactly(LegStatus.KEPT, LegStatus.ACCEPTED, LegStatus.KEPT);
        assertThat(seen("alice~3").status()).isEqualTo(Status.PENDING);
        assertThat(seen("alice~3").resolvedAt()).isEmpty();

        stewards.deliver("carol");
        WholePromise kept = seen("alice~3");
        assertThat(kept.status()).isEqualTo(Status.KEPT);
        assertThat(kept.resolvedAt()).contains(Pen.START.plusSeconds(8));
        assertThat(kept.legs())
                .extracting(leg -> leg.receivedAs().orElseThrow())
                .containsExactly(3L, 3L, 3L);
    }

    @Test
    void oneReceiverThatRefusesReturnsAllLegs() {
        stewards.deposit("alice", "10.00", "EUR")
                .deposit("carol", "1.00", "EUR")
                .freeze("carol")
                .transfer("alice", "bob 1.00 EUR", "carol 2.00 EUR", "dave 3.00 EUR")
                .deliver("bob")
                .deliver("carol");
        assertThat(statuses(seen("alice~3"))).containsExactly(LegStatus.ACCEPTED, LegStatus.REFUSED, LegStatus.PENDING);
        assertThat(seen("alice~3").status()).isEqualTo(Status.PENDING);
        assertThat(seen("alice~3").refusal()).contains(new Refusal(new WalletId("carol"), "wallet-frozen"));

        stewards.deliver("alice").deliver("alice");
        assertThat(seen("alice~3").status()).isEqualTo(Status.RETURNED);
        assertThat(statuses(seen("alice~3")))
                .containsExactly(LegStatus.RETURNED, LegStatus.REFUSED, LegStatus.RETURNED);

        stewards.deliverAll();
        assertThat(statuses(seen("alice~3")))
                .containsExactly(LegStatus.RELEASED, LegStatus.REFUSED, LegStatus.RELEASED);
        assertThat(seen("alice~3").legs()).noneMatch(LegSeen::reserved);
    }

    @Test
    void aJournalIsReturnedWhenItsLastGiverHasItsMoneyBack() {
        stewards.deposit("alice", "10.00", "EUR")
                .deposit("bob", "10.00", "EUR")
                .journal("j-1", "alice carol 1.00 EUR", "bob carol 2.00 EUR", "dave carol 3.00 EUR");
        assertThat(seen("j-1~1").deadline()).contains(Pen.START.plusSeconds(3 + 1_800));

        stewards.deliver("alice").deliver("bob");
        assertThat(seen("j-1~1").legs()).extracting(LegSeen::reserved).containsExactly(true, true, false);

        stewards.deliver("dave").deliver("j-1").deliver("j-1").deliver("j-1");
        assertThat(seen("j-1~1").refusal()).contains(new Refusal(new WalletId("dave"), "wallet-not-found"));
        assertThat(seen("j-1~1").status()).isEqualTo(Status.PENDING);

        stewards.deliver("alice");
        assertThat(seen("j-1~1").status()).isEqualTo(Status.PENDING);
        assertThat(seen("j-1~1").legs()).extracting(LegSeen::reserved).containsExactly(false, true, false);

        stewards.deliver("bob");
        WholePromise returned = seen("j-1~1");
        assertThat(returned.status()).isEqualTo(Status.RETURNED);
        assertThat(returned.returnedAt()).contains(Pen.START.plusSeconds(11));
        assertThat(statuses(returned)).containsExactly(LegStatus.RETURNED, LegStatus.RETURNED, LegStatus.REFUSED);
    }

    @Test
    void aGiverThatHasNotSpokenMayStillHaveToGive() {
        stewards.deposit("alice", "10.00", "EUR")
                .journal("j-1", "alice bob 1.00 EUR", "ghost bob 1.00 EUR")
                .ring(new Timer.JournalDue(new PromiseId(new WalletId("j-1"), 1)), Duration.ofHours(1));

        WholePromise promise = seen("j-1~1");

        assertThat(promise.refusal()).contains(new Refusal(new WalletId("j-1"), "deadline-passed"));
        assertThat(promise.silent()).containsExactly(ALICE, new WalletId("ghost"));
        assertThat(promise.status()).isEqualTo(Status.PENDING);

        stewards.deliver("alice").deliver("alice");
        assertThat(seen("j-1~1").silent()).containsExactly(new WalletId("ghost"));
        assertThat(seen("j-1~1").without(Set.of(new WalletId("ghost"))).status())
                .isEqualTo(Status.RETURNED);
    }

    @Test
    void aWalletThatGivesAndTakesIsInTheJournalOnce() {
        stewards.deposit("alice", "10.00", "EUR")
                .deposit("bob", "10", "BTC")
                .journal("j-1", "alice bob 5.00 EUR", "bob alice 1 BTC")
                .deliverAll();

        assertThat(seen("j-1~1").status()).isEqualTo(Status.KEPT);
        Map<Bytes, byte[]> entries =
                tables.wallets.rows(LedgerKeys.entry(ALICE, 0), LedgerKeys.entry(ALICE, Long.MAX_VALUE));
        assertThat(entries.keySet()).containsExactly(LedgerKeys.entry(ALICE, 3));
    }

    @Test
    void aHundredReceiversAreAHundredShortRows() {
        String[] legs = IntStream.range(0, 100)
                .mapToObj(number -> "to" + number + " 1.00 EUR")
                .toArray(String[]::new);
        stewards.deposit("alice", "100.00", "EUR").transfer("alice", legs).deliverAll();

        assertThat(seen("alice~3").status()).isEqualTo(Status.KEPT);
        List<MapTable.Put> puts = tables.promises.puts();
        assertThat(puts).hasSize(2 + 2 * 100);
        assertThat(puts.stream().filter(put -> put.row().length > 300)).hasSize(2);
    }

    @Test
    void aHoldIsCapturedForAnother() {
        stewards.deposit("alice", "10.00", "EUR")
                .noting("order-7", Map.of("shop", "tea"))
                .hold("alice", "h-1", "4.00", "EUR");
        HoldRow open = hold("h-1");
        assertThat(open.status()).isEqualTo(Hold.Status.OPEN);
        assertThat(open.released()).isEmpty();
        assertThat(open.expiresAt()).isEqualTo(Pen.START.plusSeconds(602));

        capture("h-1", "3.00", "bob");

        HoldRow captured = hold("h-1");
        assertThat(captured.status()).isEqualTo(Hold.Status.CAPTURED);
        assertThat(captured.captured()).contains(Money.of("3.00", "EUR"));
        assertThat(captured.released()).contains(Money.of("1.00", "EUR"));
        assertThat(captured.to()).contains(new WalletId("bob"));
        assertThat(captured.promiseId()).contains(new PromiseId(ALICE, 5));
        assertThat(captured.memo().reference()).contains("order-7");
        assertThat(captured.memo().metadata()).containsExactly(Map.entry("shop", "tea"));
        assertThat(HoldRow.fromBytes(captured.toBytes())).isEqualTo(captured);
    }

    @Test
    void aHoldIsReleasedOrExpires() {
        stewards.deposit("alice", "10.00", "EUR")
                .hold("alice", "h-1", "4.00", "EUR")
                .hold("alice", "h-2", "5.00", "EUR")
                .ask("alice", head -> new ReleaseHold(head, new HoldId("h-1")))
                .ring(new Timer.HoldDue(ALICE, new HoldId("h-2")), Duration.ofHours(1));

        assertThat(hold("h-1").status()).isEqualTo(Hold.Status.RELEASED);
        assertThat(hold("h-1").released()).contains(Money.of("4.00", "EUR"));
        assertThat(hold("h-1").captured()).isEmpty();
        assertThat(hold("h-2").status()).isEqualTo(Hold.Status.EXPIRED);
        assertThat(hold("h-2").resolvedAt()).contains(Pen.START.plusSeconds(3_605));
    }

    @Test
    void aScheduledTransferIsExecutedCancelledOrFails() {
        stewards.deposit("alice", "10.00", "EUR")
                .schedule("alice", 60, "bob 4.00 EUR")
                .schedule("alice", 60, "bob 5.00 EUR")
                .schedule("alice", 60, "bob 99.00 EUR");
        assertThat(schedule(3).status()).isEqualTo(ScheduleRow.Status.WAITING);
        assertThat(schedule(3).executeAt()).isEqualTo(Pen.START.plusSeconds(61));

        stewards.ask("alice", head -> new CancelTransfer(head, new ScheduleId(ALICE, 4)))
                .ring(new Timer.ScheduleDue(new ScheduleId(ALICE, 3)), Duration.ofHours(1))
                .ring(new Timer.ScheduleDue(new ScheduleId(ALICE, 5)), Duration.ZERO);

        assertThat(schedule(3).status()).isEqualTo(ScheduleRow.Status.EXECUTED);
        assertThat(schedule(3).promiseId()).contains(new PromiseId(ALICE, 7));
        assertThat(schedule(4).status()).isEqualTo(ScheduleRow.Status.CANCELLED);
        assertThat(schedule(5).status()).isEqualTo(ScheduleRow.Status.FAILED);
        assertThat(schedule(5).code()).contains("insufficient-funds");
        assertThat(ScheduleRow.fromBytes(schedule(5).toBytes())).isEqualTo(schedule(5));
    }

    @Test
    void aJournalLiesApartFromTheWallets() {
        stewards.deposit("alice", "10.00", "EUR").journal("j-1", "alice bob 5.00 EUR");
        SealedFact opened = stewards.facts().getLast();
        tables.fold(opened.withValue("garbage"));
        assertThat(tables.wallets.get(Keys.wallet(new WalletId("j-1")))).isNotNull();

        seen("j-1~1");

        assertThat(tables.wallets.get(Keys.wallet(new WalletId("j-1")))).isNull();
        assertThat(tables.wallet("j-1").wallet().status()).isEqualTo(Wallet.Status.JOURNAL);
        assertThat(tables.wallet("j-1").trust().state()).isEqualTo("verified");

        stewards.deliverAll();
        foldNew();
        assertThat(tables.wallet("j-1").wallet().sequence()).isEqualTo(2);
    }

    @Test
    void aHoldThatNobodyPlacedChangesNothing() {
        SealedFact deposit = stewards.deposit("alice", "10.00", "EUR").facts().getLast();
        foldNew();
        List<Map<String, String>> before = tables.contents();
        stewards.hold("alice", "h-1", "4.00", "EUR").ask("alice", head -> new ReleaseHold(head, new HoldId("h-1")));

        new LedgerFold(tables.wallets)
                .apply(FactJson.read(stewards.facts().getLast().value()));

        assertThat(deposit).isNotNull();
        assertThat(tables.contents()).isEqualTo(before);
    }

    private void capture(String holdId, String amount, String to) {
        stewards.ask(
                "alice",
                head -> new CaptureHold(
                        head,
                        new HoldId(holdId),
                        Optional.of(new BigDecimal(amount)),
                        Optional.empty(),
                        Optional.of(new WalletId(to))));
    }

    private HoldRow hold(String holdId) {
        foldNew();
        byte[] place = tables.wallets.get(LedgerKeys.holdById(ALICE, new HoldId(holdId)));
        return HoldRow.fromBytes(tables.wallets.get(Bytes.wrap(place)));
    }

    private ScheduleRow schedule(long sequence) {
        foldNew();
        return ScheduleRow.fromBytes(tables.wallets.get(LedgerKeys.schedule(ALICE, sequence)));
    }

    private WholePromise seen(String promiseId) {
        foldNew();
        return tables.promise(promiseId);
    }

    private void foldNew() {
        stewards.written().forEach(tables::fold);
    }

    private static List<LegStatus> statuses(WholePromise promise) {
        return promise.legs().stream().map(LegSeen::status).toList();
    }
}
