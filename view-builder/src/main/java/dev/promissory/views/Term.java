package dev.promissory.views;

import dev.promissory.protocol.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * What facts and wallets are found by, as 16 bytes of its SHA-256: texts of any length make keys of one length. Two
 * texts may share a term, so who finds something by it looks whether it really has the text.
 */
record Term(byte[] bytes) {

    static final int BYTES = 16;

    static Term reference(String reference) {
        return of(List.of(reference));
    }

    static Term metadata(String name, String value) {
        return of(List.of(name, value));
    }

    /** Each text with its length before it, or {@code ab, c} would be {@code a, bc}. */
    static Term of(List<String> texts) {
        MessageDigest sha256 = Sha256.digest();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            sha256.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            sha256.update(bytes);
        }
        return new Term(Arrays.copyOf(sha256.digest(), BYTES));
    }
}
