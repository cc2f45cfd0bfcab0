package dev.promissory.processor;

import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.TimerJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The key of a row in the stewards' stores: it tells whose row that is, also of one that is gone or cannot be read. */
public final class StewardKey {

    private static final int TIMER_START = 1 + Long.BYTES;

    private StewardKey() {}

    /** The wallet whose steward keeps the row; empty for an input's row, and for a key that no steward writes. */
    public static Optional<WalletId> keeper(StewardStore store, byte[] key) {
        return switch (store) {
            case WALLETS -> walletId(text(key, 0));
            case MEMORY -> key.length > 0 && key[0] == 't' ? timerKeeper(key) : walletId(text(key, 1));
            case RECEIVED_PROMISES, REMEMBERED_COMMANDS -> walletId(text(key, 0));
            case APPLIED_OFFSETS -> Optional.empty();
        };
    }

    private static Optional<WalletId> timerKeeper(byte[] key) {
        return key.length <= TIMER_START
                ? Optional.empty()
                : Json.ifReadable(Arrays.copyOfRange(key, TIMER_START, key.length), TimerJson::read)
                        .map(timer -> timer.addressee());
    }

    /** Up to the first separator, which occurs in no wallet id. */
    private static String text(byte[] key, int start) {
        String text = new String(key, StandardCharsets.UTF_8);
        int separator = text.indexOf(PromiseId.SEPARATOR);
        int end = separator < 0 ? text.length() : separator;
        return start > end ? "" : text.substring(start, end);
    }

    private static Optional<WalletId> walletId(String text) {
        return WalletId.isValid(text) ? Optional.of(new WalletId(text)) : Optional.empty();
    }
}
