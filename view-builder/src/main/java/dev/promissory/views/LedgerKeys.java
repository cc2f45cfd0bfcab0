package dev.promissory.views;

import dev.promissory.domain.HoldId;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/**
 * The keys of what stewards keep beside their wallets: journals, holds, schedules, and the parts that wallets take in
 * promises. What belongs to a wallet sorts by the sequence of the fact that began it. {@link Keys} has the other rows.
 */
final class LedgerKeys {

    private static final byte END = 0;

    private static final byte ENTRY = 'e';
    static final byte HOLD = 'h';
    private static final byte HOLD_BY_ID = 'i';
    static final byte JOURNAL = 'j';
    private static final byte SCHEDULE = 'p';

    private LedgerKeys() {}

    /** Apart from the wallets: a journal is none, and no list of wallets has to pass over it. */
    static Bytes journal(WalletId id) {
        byte[] bytes = ascii(id.value());
        return Bytes.wrap(
                ByteBuffer.allocate(1 + bytes.length).put(JOURNAL).put(bytes).array());
    }

    /** @param sequence of its HoldPlaced */
    static Bytes hold(WalletId id, long sequence) {
        return numbered(HOLD, id, sequence);
    }

    /** Where a hold's row is, by its name. */
    static Bytes holdById(WalletId id, HoldId holdId) {
        byte[] wallet = ascii(id.value());
        byte[] hold = ascii(holdId.value());
        return Bytes.wrap(ByteBuffer.allocate(2 + wallet.length + hold.length)
                .put(HOLD_BY_ID)
                .put(wallet)
                .put(END)
                .put(hold)
                .array());
    }

    /** @param sequence of its TransferScheduled */
    static Bytes schedule(WalletId id, long sequence) {
        return numbered(SCHEDULE, id, sequence);
    }

    /** That the wallet took part in a journal. */
    static Bytes entry(WalletId id, long sequence) {
        return numbered(ENTRY, id, sequence);
    }

    /** Of a key that ends with a sequence. */
    static long sequenceOf(Bytes key) {
        byte[] bytes = key.get();
        return ByteBuffer.wrap(bytes, bytes.length - Long.BYTES, Long.BYTES).getLong();
    }

    /** Of a key that ends with a sequence. */
    static WalletId walletOf(Bytes key) {
        byte[] bytes = key.get();
        return new WalletId(new String(bytes, 1, bytes.length - 2 - Long.BYTES, StandardCharsets.US_ASCII));
    }

    /** The part of one wallet in a promise that another made: right behind the row of the one that made it. */
    static Bytes part(PromiseId id, WalletId wallet) {
        byte[] promise = Keys.promise(id).get();
        byte[] bytes = ascii(wallet.value());
        return Bytes.wrap(ByteBuffer.allocate(promise.length + bytes.length)
                .put(promise)
                .put(bytes)
                .array());
    }

    /** Behind all parts of a promise: ids are ASCII. */
    static Bytes lastPart(PromiseId id) {
        byte[] promise = Keys.promise(id).get();
        return Bytes.wrap(ByteBuffer.allocate(promise.length + 1)
                .put(promise)
                .put(Byte.MAX_VALUE)
                .array());
    }

    /** Whose steps a row of a promise tells: the wallet in its key, or the one that made the promise. */
    static WalletId partOf(PromiseId id, Bytes key) {
        byte[] bytes = key.get();
        int promise = Keys.promise(id).get().length;
        String wallet = new String(bytes, promise, bytes.length - promise, StandardCharsets.US_ASCII);
        return Optional.of(wallet)
                .filter(text -> !text.isEmpty())
                .map(WalletId::new)
                .orElse(id.sender());
    }

    private static Bytes numbered(byte kind, WalletId id, long sequence) {
        byte[] bytes = ascii(id.value());
        return Bytes.wrap(ByteBuffer.allocate(bytes.length + 2 + Long.BYTES)
                .put(kind)
                .put(bytes)
                .put(END)
                .putLong(sequence)
                .array());
    }

    private static byte[] ascii(String id) {
        return id.getBytes(StandardCharsets.US_ASCII);
    }
}
