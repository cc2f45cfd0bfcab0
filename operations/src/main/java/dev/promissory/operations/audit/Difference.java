package dev.promissory.operations.audit;

import dev.promissory.domain.WalletId;
import java.util.Optional;

/**
 * Something that does not agree.
 *
 * @param what in a word that does not change, for programs: {@code forged}, {@code missed}
 * @param walletId empty where it is about no single wallet
 * @param sequence in that wallet, of the first fact it is about; 0 where it is about none
 * @param detail a sentence for a person
 */
public record Difference(Where where, String what, Optional<WalletId> walletId, long sequence, String detail) {

    /** {@code alice#7}, {@code alice}, or nothing. */
    public String place() {
        return walletId.map(id -> sequence == 0 ? id.value() : id.value() + "#" + sequence)
                .orElse("");
    }
}
