package dev.promissory.operations.audit;

import dev.promissory.domain.WalletId;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/** All that is on record about one wallet: what its facts make it, and what others keep of it. */
final class WalletFile {

    /** Of the sheet with what the facts make; others keep theirs under other numbers. */
    static final short FOLDED = 0;

    private static final int HEAD_BYTES = Short.BYTES + Integer.BYTES;
    private static final int REMOVED = -1;

    private final WalletId id;
    private final Map<Short, byte[]> sheets = new HashMap<>();
    private FoldedWallet folded;
    private boolean changed;

    private WalletFile(WalletId id) {
        this.id = id;
    }

    /** @param bytes sheet after sheet: of those with one number, the last counts; null for an empty file */
    static WalletFile read(WalletId id, byte[] bytes) {
        WalletFile file = new WalletFile(id);
        ByteBuffer buffer = ByteBuffer.wrap(bytes == null ? new byte[0] : bytes);
        while (buffer.hasRemaining()) {
            short number = buffer.getShort();
            int length = buffer.getInt();
            if (length == REMOVED) {
                file.sheets.remove(number);
            } else {
                byte[] sheet = new byte[length];
                buffer.get(sheet);
                file.sheets.put(number, sheet);
            }
        }
        byte[] sheet = file.sheets.remove(FOLDED);
        file.folded = sheet == null ? FoldedWallet.unopened(id) : FoldedWallet.fromBytes(id, sheet);
        return file;
    }

    /**
     * A sheet as it is appended to a file that is not read.
     *
     * @param sheet null to remove it
     */
    static byte[] sheet(short number, byte[] sheet) {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + (sheet == null ? 0 : sheet.length));
        put(bytes, number, sheet);
        return bytes.array();
    }

    byte[] write() {
        byte[] own = folded.toBytes();
        int length = sheets.values().stream()
                .mapToInt(sheet -> HEAD_BYTES + sheet.length)
                .sum();
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + own.length + length);
        put(bytes, FOLDED, own);
        sheets.forEach((number, sheet) -> put(bytes, number, sheet));
        return bytes.array();
    }

    WalletId id() {
        return id;
    }

    FoldedWallet folded() {
        return folded;
    }

    void fold(FoldedWallet now) {
        folded = now;
        changed = true;
    }

    /** By number. */
    Map<Short, byte[]> sheets() {
        return Map.copyOf(sheets);
    }

    /** Null when there is none. */
    byte[] sheet(short number) {
        return sheets.get(number);
    }

    /** @param sheet null to remove it */
    void put(short number, byte[] sheet) {
        if (sheet == null) {
            sheets.remove(number);
        } else {
            sheets.put(number, sheet);
        }
        changed = true;
    }

    /** Whether it says something else than where it was read from. */
    boolean changed() {
        return changed;
    }

    void written() {
        changed = false;
    }

    private static void put(ByteBuffer bytes, short number, byte[] sheet) {
        bytes.putShort(number).putInt(sheet == null ? REMOVED : sheet.length);
        if (sheet != null) {
            bytes.put(sheet);
        }
    }
}
