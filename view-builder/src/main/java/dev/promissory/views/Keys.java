package dev.promissory.views;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/** The keys of all rows. They sort as they are listed: ids as text, sequences as numbers. */
final class Keys {

    /** Parts an id from what follows; no id contains it, so a shorter id sorts before a longer one. */
    private static final byte END = 0;

    /** Sorts behind every key that goes on with {@link #END}. */
    private static final byte AFTER_END = 1;

    private static final byte DESCRIBED = 'd';
    private static final byte FACT = 'f';
    private static final byte WITHOUT_KEY = 'k';
    private static final byte REFERENCE = 'r';
    private static final byte SNAPSHOT = 's';
    private static final byte DOUBTED = 't';
    private static final byte AFTER_DOUBTED = 'u';
    static final byte WALLET = 'w';
    private static final byte AFTER_WALLET = 'x';
    private static final byte MINTED = 'm';
    private static final byte AFTER_MINTED = 'n';

    /** Behind every id: they are ASCII letters and digits, and little else. */
    private static final String AFTER_IDS = "\u007f";

    private Keys() {}

    static Bytes wallet(WalletId id) {
        return Bytes.wrap(key(WALLET, id.value()).array());
    }

    static Bytes firstWallet() {
        return Bytes.wrap(new byte[] {WALLET});
    }

    /** A key that no wallet has and that sorts right behind this one's. */
    static Bytes afterWallet(WalletId id) {
        byte[] bytes = id.value().getBytes(StandardCharsets.US_ASCII);
        return Bytes.wrap(ByteBuffer.allocate(bytes.length + 2)
                .put(WALLET)
                .put(bytes)
                .put(END)
                .array());
    }

    static Bytes lastWallet() {
        return Bytes.wrap(new byte[] {AFTER_WALLET});
    }

    static WalletId walletOf(Bytes key) {
        byte[] bytes = key.get();
        return new WalletId(new String(bytes, 1, bytes.length - 1, StandardCharsets.US_ASCII));
    }

    /** That a wallet, or a journal, is doubted. */
    static Bytes doubted(WalletId id) {
        return Bytes.wrap(key(DOUBTED, id.value()).array());
    }

    static Bytes firstDoubted() {
        return Bytes.wrap(new byte[] {DOUBTED});
    }

    /** A key that no wallet has and that sorts right behind this one's. */
    static Bytes afterDoubted(WalletId id) {
        return Bytes.wrap(key(DOUBTED, id.value() + (char) END).array());
    }

    static WalletId walletOfDoubted(Bytes key) {
        return walletOf(key);
    }

    static Bytes lastDoubted() {
        return Bytes.wrap(new byte[] {AFTER_DOUBTED});
    }

    /** That a fact of this partition was folded without the stewards' key. */
    static Bytes withoutKey() {
        return Bytes.wrap(new byte[] {WITHOUT_KEY});
    }

    static Bytes fact(WalletId id, long sequence) {
        return fact(id.value(), sequence);
    }

    static boolean isFact(Bytes key) {
        return key.get().length > 1 && key.get()[0] == FACT;
    }

    static WalletId walletOfFact(Bytes key) {
        byte[] bytes = key.get();
        return new WalletId(new String(bytes, 1, bytes.length - 2 - Long.BYTES, StandardCharsets.US_ASCII));
    }

    /** A wallet as it was after this fact. */
    static Bytes snapshot(WalletId id, long sequence) {
        return numbered(SNAPSHOT, id.value(), sequence);
    }

    /** A fact that carries a reference: by wallet, the newest first. */
    static Bytes reference(Term term, WalletId id, long sequence) {
        byte[] bytes = id.value().getBytes(StandardCharsets.US_ASCII);
        return Bytes.wrap(ByteBuffer.allocate(1 + Term.BYTES + bytes.length + 1 + Long.BYTES)
                .put(REFERENCE)
                .put(term.bytes())
                .put(bytes)
                .put(END)
                .putLong(Long.MAX_VALUE - sequence)
                .array());
    }

    static Bytes firstReference(Term term) {
        return found(REFERENCE, term, "");
    }

    static Bytes lastReference(Term term) {
        return found(REFERENCE, term, AFTER_IDS);
    }

    static WalletId walletOfReference(Bytes key) {
        byte[] bytes = key.get();
        int start = 1 + Term.BYTES;
        int length = bytes.length - start - 1 - Long.BYTES;
        return new WalletId(new String(bytes, start, length, StandardCharsets.US_ASCII));
    }

    static long sequenceOfReference(Bytes key) {
        byte[] bytes = key.get();
        return Long.MAX_VALUE
                - ByteBuffer.wrap(bytes, bytes.length - Long.BYTES, Long.BYTES).getLong();
    }

    static long sequenceOfFact(Bytes key) {
        byte[] bytes = key.get();
        return ByteBuffer.wrap(bytes, bytes.length - Long.BYTES, Long.BYTES).getLong();
    }

    /** A wallet that was described so at some time. */
    static Bytes described(Term term, WalletId id) {
        return found(DESCRIBED, term, id.value());
    }

    static Bytes firstDescribed(Term term) {
        return found(DESCRIBED, term, "");
    }

    /** A key that no wallet has and that sorts right behind this one's. */
    static Bytes afterDescribed(Term term, WalletId id) {
        return found(DESCRIBED, term, id.value() + (char) END);
    }

    static Bytes lastDescribed(Term term) {
        return found(DESCRIBED, term, AFTER_IDS);
    }

    static WalletId walletOfDescribed(Bytes key) {
        byte[] bytes = key.get();
        int start = 1 + Term.BYTES;
        return new WalletId(new String(bytes, start, bytes.length - start, StandardCharsets.US_ASCII));
    }

    static Bytes promise(PromiseId id) {
        return promise(id.sender(), id.sequence());
    }

    static Bytes promise(WalletId sender, long sequence) {
        byte[] bytes = sender.value().getBytes(StandardCharsets.US_ASCII);
        return Bytes.wrap(ByteBuffer.allocate(bytes.length + 1 + Long.BYTES)
                .put(bytes)
                .put(END)
                .putLong(sequence)
                .array());
    }

    static Bytes firstPromise() {
        return Bytes.wrap(new byte[0]);
    }

    /** A key that no promise has and that sorts behind all of this sender's, and before the next sender's. */
    static Bytes afterPromisesOf(WalletId sender) {
        byte[] bytes = sender.value().getBytes(StandardCharsets.US_ASCII);
        return Bytes.wrap(
                ByteBuffer.allocate(bytes.length + 1).put(bytes).put(AFTER_END).array());
    }

    /** Behind every promise: ids are ASCII. */
    static Bytes lastPromise() {
        return Bytes.wrap(new byte[] {Byte.MAX_VALUE});
    }

    /** Of a promise's key, and of one that begins with it. */
    static PromiseId promiseOf(Bytes key) {
        byte[] bytes = key.get();
        int idLength = 0;
        while (bytes[idLength] != END) {
            idLength++;
        }
        return new PromiseId(
                new WalletId(new String(bytes, 0, idLength, StandardCharsets.US_ASCII)),
                ByteBuffer.wrap(bytes, idLength + 1, Long.BYTES).getLong());
    }

    static Bytes supply(Currency currency) {
        return Bytes.wrap(currency.code().getBytes(StandardCharsets.US_ASCII));
    }

    static Currency currencyOf(Bytes key) {
        return new Currency(new String(key.get(), StandardCharsets.US_ASCII));
    }

    static Bytes minted(Currency currency) {
        return Bytes.wrap(key(MINTED, currency.code()).array());
    }

    static Bytes firstMinted() {
        return Bytes.wrap(new byte[] {MINTED});
    }

    /** A key that no currency has and that sorts right behind this one's. */
    static Bytes afterMinted(Currency currency) {
        return Bytes.wrap(key(MINTED, currency.code() + (char) END).array());
    }

    static Bytes lastMinted() {
        return Bytes.wrap(new byte[] {AFTER_MINTED});
    }

    static Currency mintedOf(Bytes key) {
        byte[] bytes = key.get();
        return new Currency(new String(bytes, 1, bytes.length - 1, StandardCharsets.US_ASCII));
    }

    static Bytes mintFact(Currency currency, long sequence) {
        return fact(currency.code(), sequence);
    }

    static Bytes outcome(WalletId walletId, CommandId commandId) {
        return Bytes.wrap((walletId.value() + (char) END + commandId.value()).getBytes(StandardCharsets.US_ASCII));
    }

    private static Bytes fact(String id, long sequence) {
        return numbered(FACT, id, sequence);
    }

    private static Bytes found(byte kind, Term term, String id) {
        byte[] bytes = id.getBytes(StandardCharsets.US_ASCII);
        return Bytes.wrap(ByteBuffer.allocate(1 + Term.BYTES + bytes.length)
                .put(kind)
                .put(term.bytes())
                .put(bytes)
                .array());
    }

    private static Bytes numbered(byte kind, String id, long sequence) {
        byte[] bytes = id.getBytes(StandardCharsets.US_ASCII);
        return Bytes.wrap(ByteBuffer.allocate(bytes.length + 2 + Long.BYTES)
                .put(kind)
                .put(bytes)
                .put(END)
                .putLong(sequence)
                .array());
    }

    private static ByteBuffer key(byte kind, String id) {
        byte[] bytes = id.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(bytes.length + 1).put(kind).put(bytes);
    }
}
