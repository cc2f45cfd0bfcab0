package dev.promissory.processor;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Hold;
import dev.promissory.domain.OpenPromise;
import dev.promissory.domain.Participation;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Reversed;
import dev.promissory.domain.ScheduledTransfer;
import dev.promissory.domain.Timer;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.TimerJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.common.Uuid;

/** A row of the stewards' stores, read: what they remember, as values. */
public sealed interface StewardRow {

    record OfWallet(WalletRow row) implements StewardRow {}

    record OfPromise(OpenPromise promise) implements StewardRow {}

    record OfParticipation(Participation part) implements StewardRow {}

    record OfHold(Hold hold) implements StewardRow {}

    record OfSchedule(ScheduledTransfer waiting) implements StewardRow {}

    record OfReversal(WalletId walletId, Reversed reversed) implements StewardRow {}

    record OfTimer(Timer timer, Instant due) implements StewardRow {}

    /** @param sequence of the last promise from this sender that the receiver has answered */
    record OfReceived(WalletId receiver, WalletId sender, long sequence) implements StewardRow {}

    /**
     * @param slice when it was given, rounded down to the start of a slice
     * @param outcome marked as a replay
     */
    record OfAnswer(Instant slice, Outcome outcome) implements StewardRow {}

    /** @param topicId of the input, by the broker's own name for it */
    record OfApplied(Uuid topicId, long offset) implements StewardRow {}

    /** The wallet whose steward keeps the row; empty for an input's. */
    default Optional<WalletId> keeper() {
        return switch (this) {
            case OfWallet wallet -> Optional.of(wallet.row().wallet().id());
            case OfPromise open -> Optional.of(open.promise().promiseId().sender());
            case OfParticipation joined -> Optional.of(joined.part().walletId());
            case OfHold placed -> Optional.of(placed.hold().walletId());
            case OfSchedule scheduled ->
                Optional.of(scheduled.waiting().scheduleId().walletId());
            case OfReversal begun -> Optional.of(begun.walletId());
            case OfTimer set -> Optional.of(set.timer().addressee());
            case OfReceived received -> Optional.of(received.receiver());
            case OfAnswer given -> Optional.of(given.outcome().walletId());
            case OfApplied none -> Optional.empty();
        };
    }

    /** What the row says, for a person, in a few words. */
    default String told() {
        return switch (this) {
            case OfWallet wallet -> told(wallet.row());
            case OfPromise open ->
                "promise " + open.promise().promiseId() + " " + open.promise().stage() + ", awaiting "
                        + open.promise().awaited();
            case OfParticipation joined ->
                "part in promise " + joined.part().promiseId() + " "
                        + joined.part().postings();
            case OfHold placed ->
                "hold " + placed.hold().holdId() + " " + placed.hold().status() + " of "
                        + placed.hold().money();
            case OfSchedule scheduled -> "schedule " + scheduled.waiting().scheduleId();
            case OfReversal begun -> "reversal of " + begun.reversed();
            case OfTimer set -> set.timer() + " due " + set.due();
            case OfReceived received -> "last promise of " + received.sender() + " is " + received.sequence();
            case OfAnswer given -> "answer to " + given.outcome().commandId() + ": " + given.outcome();
            case OfApplied applied -> "offset " + applied.offset() + " of the topic with id " + applied.topicId();
        };
    }

    /**
     * Reads a row as it stands in the store's changelog.
     *
     * @throws RuntimeException when it is no row of that store, or of a version that is not known
     */
    static StewardRow read(StewardStore store, byte[] key, byte[] value) {
        return switch (store) {
            case WALLETS -> new OfWallet(WalletRowCodec.read(new WalletId(text(key)), value));
            case MEMORY -> memory(key, value);
            case RECEIVED_PROMISES -> received(text(key), ByteBuffer.wrap(value).getLong());
            case REMEMBERED_COMMANDS -> answer(AnswerKey.read(key), value);
            case APPLIED_OFFSETS -> {
                ByteBuffer id = ByteBuffer.wrap(key);
                yield new OfApplied(
                        new Uuid(id.getLong(), id.getLong()),
                        ByteBuffer.wrap(value).getLong());
            }
        };
    }

    private static String told(WalletRow row) {
        return row.wallet().status() + " at sequence " + row.wallet().sequence() + " with "
                + row.wallet().balances().values() + ", hash " + HexFormat.of().formatHex(row.lastHash(), 0, 4) + "…";
    }

    private static StewardRow memory(byte[] key, byte[] value) {
        return switch (key[0]) {
            case 'o' -> new OfPromise(MemoryRows.promise(value));
            case 'p' -> new OfParticipation(MemoryRows.participation(value));
            case 'h' -> new OfHold(MemoryRows.hold(value));
            case 's' -> new OfSchedule(MemoryRows.schedule(value));
            case 'r' -> {
                String name = text(key);
                yield new OfReversal(
                        new WalletId(name.substring(1, name.indexOf(PromiseId.SEPARATOR))), MemoryRows.reversed(value));
            }
            case 't' ->
                new OfTimer(
                        TimerJson.read(value),
                        Instant.ofEpochMilli(ByteBuffer.wrap(key).getLong(1)));
            default -> throw new IllegalStateException("the stewards' memory has no kind " + (char) key[0]);
        };
    }

    private static StewardRow received(String pair, long sequence) {
        int separator = pair.indexOf(PromiseId.SEPARATOR);
        return new OfReceived(
                new WalletId(pair.substring(0, separator)), new WalletId(pair.substring(separator + 1)), sequence);
    }

    private static StewardRow answer(AnswerKey key, byte[] value) {
        String ask = text(key.ask().get());
        int separator = ask.indexOf(PromiseId.SEPARATOR);
        RememberedOutcome remembered = RememberedOutcome.read(
                new WalletId(ask.substring(0, separator)), new CommandId(ask.substring(separator + 1)), value);
        return new OfAnswer(Instant.ofEpochMilli(key.sliceStartMs()), remembered.outcome());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
