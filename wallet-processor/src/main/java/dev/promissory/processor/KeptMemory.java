package dev.promissory.processor;

import dev.promissory.domain.WalletId;
import dev.promissory.protocol.TimerJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a steward remembers beside a wallet, as it shows to tools that look from outside.
 *
 * @param walletId whose steward
 * @param name of the thing, with its kind: {@code open promise alice~9}
 */
public record KeptMemory(WalletId walletId, String name) {

    private static final int TIME_END = 1 + Long.BYTES;

    /** What a row with this key is about; empty when no steward writes such a key. */
    public static Optional<KeptMemory> of(byte[] key) {
        return key.length > TIME_END && key[0] == TimerStore.KIND ? timer(key) : thing(key);
    }

    /**
     * All that the row says, for a person.
     *
     * @throws RuntimeException when the bytes are no row of this version
     */
    public static String text(byte[] key, byte[] row) {
        return switch ((char) key[0]) {
            case 'o' -> MemoryRows.promise(row).toString();
            case 'p' -> MemoryRows.participation(row).toString();
            case 'h' -> MemoryRows.hold(row).toString();
            case 's' -> MemoryRows.schedule(row).toString();
            case 'r' -> MemoryRows.reversed(row).toString();
            default -> new String(row, StandardCharsets.UTF_8);
        };
    }

    private static Optional<KeptMemory> timer(byte[] key) {
        Instant due = Instant.ofEpochMilli(ByteBuffer.wrap(key, 1, Long.BYTES).getLong());
        var timer = TimerJson.read(Arrays.copyOfRange(key, TIME_END, key.length));
        return Optional.of(new KeptMemory(timer.addressee(), "timer of " + due));
    }

    private static Optional<KeptMemory> thing(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        int end = text.indexOf(StoreShelf.SEPARATOR);
        if (end < 1 || !WalletId.isValid(text.substring(1, end))) {
            return Optional.empty();
        }
        WalletId walletId = new WalletId(text.substring(1, end));
        String own = text.substring(end + 1);
        return Optional.ofNullable(
                        switch (text.charAt(0)) {
                            case 'o' -> "open promise " + walletId + StoreShelf.SEPARATOR + own;
                            case 'p' -> "part in promise " + own;
                            case 'h' -> "hold " + own;
                            case 's' -> "schedule " + walletId + StoreShelf.SEPARATOR + own;
                            case 'r' -> "reversal of " + own;
                            default -> null;
                        })
                .map(name -> new KeptMemory(walletId, name));
    }
}
