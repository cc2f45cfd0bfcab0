package dev.promissory.processor;

import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactSeal;

/**
 * What a steward keeps of a wallet: the wallet as its facts have made it, and the hash its next fact builds on. Kept
 * together, so that they change together.
 */
public record WalletRow(Wallet wallet, byte[] lastHash) {

    static WalletRow unopened(WalletId id) {
        return new WalletRow(Wallet.unopened(id), FactSeal.noPreviousHash());
    }
}
