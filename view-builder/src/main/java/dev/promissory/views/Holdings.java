package dev.promissory.views;

import dev.promissory.domain.Hold;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.ScheduleId;
import dev.promissory.domain.Wallet.Status;
import dev.promissory.domain.WalletId;
import dev.promissory.views.WalletQueries.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Reads a wallet's holds and schedules, both newest first: what is open is mostly new. */
final class Holdings {

    /** How many rows one page looks at; a filter that few of them pass gives short pages, not slow ones. */
    private static final int MAX_LOOKED_AT = 10_000;

    private final WalletQueries wallets;

    Holdings(WalletQueries wallets) {
        this.wallets = wallets;
    }

    /** One of them, up to a moment. */
    record OneAsOf<R>(R row, Instant asOf, Trust trust) {}

    /** Which page of a list. */
    record Page(int limit, Optional<String> cursor, OptionalLong minSequence) {}

    /** Where the rows of one kind lie, by the sequence of the fact that began each. */
    private interface Key {
        Bytes of(WalletId id, long sequence);
    }

    /** @throws dev.promissory.kit.ProblemException 404 {@code wallet-not-found} */
    Listed<HoldRow> holds(WalletId id, Optional<Hold.Status> status, Page page) {
        String list = "holds " + id + " " + status.map(Hold.Status::name).orElse("");
        return list(
                id,
                list,
                page,
                LedgerKeys::hold,
                HoldRow::fromBytes,
                hold -> status.isEmpty() || status.get() == hold.status());
    }

    /** @throws dev.promissory.kit.ProblemException 404 {@code wallet-not-found}, {@code hold-not-found} */
    OneAsOf<HoldRow> hold(WalletId id, String holdId, OptionalLong minSequence) {
        Seen seen = wallet(id, minSequence);
        return Optional.of(holdId)
                .filter(HoldId::isValid)
                .map(name -> seen.part().wallets().get(LedgerKeys.holdById(id, new HoldId(name))))
                .map(place -> seen.part().wallets().get(Bytes.wrap(place)))
                .map(row -> new OneAsOf<>(HoldRow.fromBytes(row), seen.part().asOf(), trust(seen)))
                .orElseThrow(() -> ViewProblems.holdNotFound(id.value(), holdId));
    }

    /** @throws dev.promissory.kit.ProblemException 404 {@code wallet-not-found} */
    Listed<ScheduleRow> schedules(WalletId id, Optional<ScheduleRow.Status> status, Page page) {
        String list =
                "schedules " + id + " " + status.map(ScheduleRow.Status::name).orElse("");
        return list(
                id,
                list,
                page,
                LedgerKeys::schedule,
                ScheduleRow::fromBytes,
                schedule -> status.isEmpty() || status.get() == schedule.status());
    }

    /** @throws dev.promissory.kit.ProblemException 404 {@code wallet-not-found}, {@code schedule-not-found} */
    OneAsOf<ScheduleRow> schedule(WalletId id, String scheduleId, OptionalLong minSequence) {
        Seen seen = wallet(id, minSequence);
        return ScheduleId.parse(scheduleId)
                .filter(named -> named.walletId().equals(id))
                .map(named -> seen.part().wallets().get(LedgerKeys.schedule(id, named.sequence())))
                .map(row ->
                        new OneAsOf<>(ScheduleRow.fromBytes(row), seen.part().asOf(), trust(seen)))
                .orElseThrow(() -> ViewProblems.scheduleNotFound(id.value(), scheduleId));
    }

    private <R> Listed<R> list(
            WalletId id, String list, Page page, Key key, Function<byte[], R> read, Predicate<R> wanted) {
        long before = page.cursor()
                .map(c -> Parameters.wholeNumber(Cursor.read(list, c)).orElseThrow(ViewProblems::badCursor))
                .orElse(Long.MAX_VALUE);
        Seen seen = wallet(id, page.minSequence());
        List<R> items = new ArrayList<>();
        OptionalLong last = OptionalLong.empty();
        try (KeyValueIterator<Bytes, byte[]> rows =
                seen.part().wallets().reverseRange(key.of(id, 0), key.of(id, Math.max(0, before - 1)))) {
            for (int looked = 0; rows.hasNext() && items.size() < page.limit() && looked < MAX_LOOKED_AT; looked++) {
                KeyValue<Bytes, byte[]> row = rows.next();
                last = OptionalLong.of(LedgerKeys.sequenceOf(row.key));
                R item = read.apply(row.value);
                if (wanted.test(item)) {
                    items.add(item);
                }
            }
            Optional<String> next = rows.hasNext()
                    ? Optional.of(Cursor.after(list, Long.toString(last.orElseThrow())))
                    : Optional.empty();
            return new Listed<>(items, next, seen.part().asOf(), seen.row().map(WalletRow::trust));
        }
    }

    private static Trust trust(Seen seen) {
        return seen.row().orElseThrow().trust();
    }

    /** A journal holds nothing. */
    private Seen wallet(WalletId id, OptionalLong minSequence) {
        Seen seen = wallets.see(id, minSequence);
        if (seen.row().filter(row -> row.wallet().status() != Status.JOURNAL).isEmpty()) {
            throw ViewProblems.walletNotFound(id.value());
        }
        return seen;
    }
}
