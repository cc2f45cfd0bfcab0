package dev.promissory.protocol;

import dev.promissory.domain.Command;
import java.util.Arrays;

/**
 * What a command says, in 16 bytes: the first half of the SHA-256 of its canonical form. Two commands with one id and
 * different fingerprints are different commands; {@code 12.5} and {@code 12.50} are not, as long as no rule tells them
 * apart.
 */
public final class Fingerprint {

    public static final int BYTES = 16;

    private Fingerprint() {}

    public static byte[] of(Command command) {
        return ofCanonical(CommandJson.canonical(command));
    }

    /** @param canonical the same bytes for every way to write the same command */
    public static byte[] ofCanonical(byte[] canonical) {
        return Arrays.copyOf(Sha256.digest().digest(canonical), BYTES);
    }
}
