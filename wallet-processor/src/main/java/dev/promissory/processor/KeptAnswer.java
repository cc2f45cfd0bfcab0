package dev.promissory.processor;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An answer that a steward remembers. For tools that look from outside. */
public record KeptAnswer(Outcome outcome) {

    /** What Kafka Streams adds to the key of a window store: the window's time, and a number that is always 0. */
    private static final int WINDOW_BYTES = Long.BYTES + Integer.BYTES;

    /**
     * Empty when no steward writes such a key.
     *
     * @throws RuntimeException when the bytes are no row of this version
     */
    public static Optional<KeptAnswer> read(byte[] key, byte[] row) {
        if (key.length <= WINDOW_BYTES) {
            return Optional.empty();
        }
        String ask = new String(key, 0, key.length - WINDOW_BYTES, StandardCharsets.UTF_8);
        int end = ask.indexOf(PromiseId.SEPARATOR);
        if (end < 0 || !WalletId.isValid(ask.substring(0, end)) || !CommandId.isValid(ask.substring(end + 1))) {
            return Optional.empty();
        }
        WalletId walletId = new WalletId(ask.substring(0, end));
        CommandId commandId = new CommandId(ask.substring(end + 1));
        return Optional.of(
                new KeptAnswer(RememberedOutcome.read(walletId, commandId, row).outcome()));
    }
}
