package dev.promissory.views;

import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.views.WalletQueries.Seen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Reads wallets as they were. */
final class PastQueries {

    private final WalletQueries wallets;
    private final Patience patience;
    private final Clock clock;

    /** @param patience how long to wait until the view has seen what the caller asks for */
    PastQueries(WalletQueries wallets, Duration patience, Clock clock) {
        this.wallets = wallets;
        this.patience = new Patience(patience);
        this.clock = clock;
    }

    /**
     * A wallet at a moment of its past.
     *
     * @param completeTo the view has every fact that was committed before this
     */
    record Past(WalletRow row, Instant completeTo) {}

    /** Where a moment lies in a wallet's history. */
    record Place(Seen seen, History history, long sequence) {}

    /** @throws dev.promissory.kit.ProblemException as {@link #find}; a journal is no wallet */
    Past wallet(WalletId id, Moment moment, OptionalLong minSequence) {
        Place place = find(id, moment, minSequence);
        WalletRow row = place.history().after(place.sequence());
        WalletRow newest = place.seen()
                .row()
                .filter(known -> known.wallet().status() != Wallet.Status.JOURNAL)
                .orElseThrow(() -> ViewProblems.walletNotFound(id.value()));
        // What the view doubts lies after the newest fact it knows, and may be from before the moment.
        boolean openEnd = moment instanceof Moment.Time
                && place.sequence() == place.seen().sequence();
        return new Past(
                openEnd ? row.trusted(newest.trust()) : row, place.seen().part().asOf());
    }

    /**
     * The last fact at or before the moment.
     *
     * @throws dev.promissory.kit.ProblemException 404 {@code wallet-not-found} when there was no wallet then, 404 {@code
     *     fact-not-found} for a sequence above the newest, 400 {@code bad-parameter} for a moment to come, 503 {@code
     *     view-behind} when the view has not come that far in time
     */
    Place find(WalletId id, Moment moment, OptionalLong minSequence) {
        Seen seen = switch (moment) {
            case Moment.Time time -> see(id, time.at(), minSequence);
            case Moment.Sequence any -> wallets.see(id, minSequence);
        };
        WalletRow newest = seen.row().orElseThrow(() -> ViewProblems.walletNotFound(id.value()));
        History history = new History(newest, seen.part().wallets());
        long sequence = switch (moment) {
            case Moment.Time time -> history.lastUpTo(time.at());
            case Moment.Sequence given -> given.number();
        };
        if (sequence > seen.sequence()) {
            throw ViewProblems.factNotFound(id.value(), Long.toString(sequence), seen.sequence());
        }
        if (sequence == 0) {
            throw ViewProblems.walletNotFoundThen(id.value(), moment.toString());
        }
        return new Place(seen, history, sequence);
    }

    /** Once the view is complete up to that time: before, the answer could still change. */
    private Seen see(WalletId id, Instant time, OptionalLong minSequence) {
        if (time.isAfter(clock.instant().plus(patience.longest()))) {
            throw ViewProblems.badParameter(
                    Parameters.AS_OF, "asOf is a time to come: nobody knows what will be then.");
        }
        wallets.see(id, minSequence);
        return patience.see(
                () -> wallets.see(id, OptionalLong.empty()),
                seen -> seen.part().asOf().toEpochMilli(),
                OptionalLong.of(time.toEpochMilli()),
                () -> ViewProblems.notCompleteYet(
                        id.value(),
                        time,
                        wallets.see(id, OptionalLong.empty()).part().asOf()));
    }
}
