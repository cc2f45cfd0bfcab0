package dev.promissory.operations.archive;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.JournalOpened;
import dev.promissory.domain.Fact.JournalReturned;
import dev.promissory.domain.Fact.JournalSettled;
import dev.promissory.domain.Fact.TransferAccepted;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReleased;
import dev.promissory.domain.Fact.TransferReserved;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.TransferSettled;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.operations.scratch.StoredRows;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Which wallet has taken which step of which promise, and by which fact. */
final class PromiseTrail {

    private static final char END = '\n';

    private final StoredRows rows;

    PromiseTrail(StoredRows rows) {
        this.rows = rows;
    }

    enum Step {
        MADE,
        /** By the promise's maker, to take part; the fact is the maker's. */
        ASKED,
        AGREED,
        REFUSED,
        RECEIVED,
        SETTLED,
        /** What it gave is back; of the promise's maker, that the promise is over. */
        RETURNED,
        RELEASED
    }

    /** Where the fact stands: in which partition, and in which line of its file, counted from 0. */
    record Place(int partition, long line) {

        /** For what only a message says. */
        private static final Place NONE = new Place(0, -1);

        /** For a fact that lies behind all that was read: no cut has it. */
        private static final Place BEYOND = new Place(0, Long.MAX_VALUE);

        /** Whether no fact says it: then it counts whatever facts are left out. */
        boolean isSaid() {
            return line < 0;
        }
    }

    /** One wallet's step. */
    record Taken(PromiseId promiseId, WalletId walletId, Step step, Place place) {

        boolean isMakers() {
            return walletId.equals(promiseId.sender());
        }
    }

    void note(Fact fact, Place place) {
        switch (fact) {
            case TransferPromised promised -> {
                Set<WalletId> asked = new TreeSet<>();
                promised.legs().forEach(leg -> asked.add(leg.to()));
                made(promised.promiseId(), asked, place);
            }
            case JournalOpened opened -> {
                Set<WalletId> asked = new TreeSet<>();
                opened.postings().forEach(posting -> asked.addAll(List.of(posting.from(), posting.to())));
                made(opened.promiseId(), asked, place);
            }
            case TransferReserved reserved -> put(reserved.promiseId(), fact.walletId(), Step.AGREED, place);
            case TransferAccepted accepted -> put(accepted.promiseId(), fact.walletId(), Step.AGREED, place);
            case TransferRefused refused -> put(refused.promiseId(), fact.walletId(), Step.REFUSED, place);
            case TransferReceived received -> put(received.promiseId(), fact.walletId(), Step.RECEIVED, place);
            case TransferSettled settled -> put(settled.promiseId(), fact.walletId(), Step.SETTLED, place);
            case JournalSettled settled -> put(settled.promiseId(), fact.walletId(), Step.SETTLED, place);
            case TransferReturned returned -> put(returned.promiseId(), fact.walletId(), Step.RETURNED, place);
            case JournalReturned returned -> put(returned.promiseId(), fact.walletId(), Step.RETURNED, place);
            case TransferReleased released -> put(released.promiseId(), fact.walletId(), Step.RELEASED, place);
            case Fact.WalletOpened none -> {}
            case Fact.WalletDescribed none -> {}
            case Fact.MoneyDeposited none -> {}
            case Fact.MoneyWithdrawn none -> {}
            case Fact.HoldPlaced none -> {}
            case Fact.HoldCaptured none -> {}
            case Fact.HoldReleased none -> {}
            case Fact.HoldExpired none -> {}
            case Fact.OverdraftLimitSet none -> {}
            case Fact.TransferScheduled none -> {}
            case Fact.ScheduleCancelled none -> {}
            case Fact.ScheduleFailed none -> {}
            case Fact.WalletFrozen none -> {}
            case Fact.WalletUnfrozen none -> {}
            case Fact.WalletClosed none -> {}
        }
    }

    /** A wallet without a history of its own refuses by a message alone. */
    void noteRefusal(PromiseId promiseId, WalletId by) {
        put(promiseId, by, Step.REFUSED, Place.NONE);
    }

    /** The fact that tells of a refusal has not been read: it came after the end. */
    void noteRefusalBeyond(PromiseId promiseId, WalletId by) {
        put(promiseId, by, Step.REFUSED, Place.BEYOND);
    }

    PromiseSteps of(PromiseId promiseId) {
        List<Taken> taken = new ArrayList<>();
        rows.forEach(start(promiseId), (key, row) -> taken.add(read(key, row)));
        return new PromiseSteps(promiseId, taken);
    }

    /** Every promise, with all of its steps. */
    void forEach(Consumer<PromiseSteps> reader) {
        List<Taken> taken = new ArrayList<>();
        rows.forEach((key, row) -> {
            Taken next = read(key, row);
            if (!taken.isEmpty() && !taken.getFirst().promiseId().equals(next.promiseId())) {
                reader.accept(new PromiseSteps(taken.getFirst().promiseId(), List.copyOf(taken)));
                taken.clear();
            }
            taken.add(next);
        });
        if (!taken.isEmpty()) {
            reader.accept(new PromiseSteps(taken.getFirst().promiseId(), List.copyOf(taken)));
        }
    }

    private void made(PromiseId promiseId, Set<WalletId> asked, Place place) {
        put(promiseId, promiseId.sender(), Step.MADE, place);
        asked.remove(promiseId.sender());
        asked.forEach(each -> put(promiseId, each, Step.ASKED, place));
    }

    /** Where two facts make a step, the first is where it begins: neither may stand without the other. */
    private void put(PromiseId promiseId, WalletId walletId, Step step, Place place) {
        byte[] key = key(promiseId, walletId, step);
        if (rows.get(key) != null) {
            return;
        }
        byte[] row = ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(place.partition())
                .putLong(place.line())
                .array();
        rows.put(key, row);
    }

    private static Taken read(byte[] key, byte[] row) {
        String[] parts = new String(key, StandardCharsets.UTF_8).split(String.valueOf(END));
        ByteBuffer place = ByteBuffer.wrap(row);
        return new Taken(
                PromiseId.parse(parts[0]).orElseThrow(),
                new WalletId(parts[1]),
                Step.valueOf(parts[2]),
                new Place(place.getInt(), place.getLong()));
    }

    private static byte[] key(PromiseId promiseId, WalletId walletId, Step step) {
        return bytes("" + promiseId + END + walletId + END + step);
    }

    private static byte[] start(PromiseId promiseId) {
        return bytes("" + promiseId + END);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
