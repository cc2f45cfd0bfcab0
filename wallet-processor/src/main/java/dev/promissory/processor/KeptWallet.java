package dev.promissory.processor;

import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A wallet as its steward keeps it, and the hash that its next fact builds on. For tools that look from outside. */
public record KeptWallet(Wallet wallet, byte[] lastHash) {

    /** Whose row has this key; empty when no steward writes such a key. */
    public static Optional<WalletId> idOf(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        return WalletId.isValid(text) ? Optional.of(new WalletId(text)) : Optional.empty();
    }

    /** @throws RuntimeException when the bytes are no row of this version */
    public static KeptWallet read(WalletId id, byte[] row) {
        WalletRow read = WalletRowCodec.read(id, row);
        return new KeptWallet(read.wallet(), read.lastHash());
    }

    /** The row's bytes, as a steward writes them. */
    public byte[] write() {
        return WalletRowCodec.write(new WalletRow(wallet, lastHash));
    }
}
