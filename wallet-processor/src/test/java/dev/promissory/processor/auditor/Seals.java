package dev.promissory.processor.auditor;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes and macs, worked out once more from the documents. */
final class Seals {

    static final String NO_FACT = "00".repeat(32);

    private final Mac mac;
    private final MessageDigest digest;

    Seals(byte[] key) {
        try {
            mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            digest = MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The hash of a fact that follows the one with the other hash. */
    String hash(String previousHash, byte[] value) {
        digest.update(HexFormat.of().parseHex(previousHash));
        return HexFormat.of().formatHex(digest.digest(value));
    }

    String macOf(String hash) {
        return HexFormat.of().formatHex(mac.doFinal(HexFormat.of().parseHex(hash)));
    }

    boolean isGenuine(String value, String previousHash, String claimedMac) {
        return macOf(hash(previousHash, Wire.text(value))).equals(claimedMac);
    }
}
