package dev.promissory.protocol;

import java.security.MessageDigest;
import javax.crypto.Mac;

/** Makes and checks the seals of facts and the macs of messages. Not for several threads at once. */
public final class Sealer {

    private final MessageDigest sha256 = Fingerprint.sha256();
    private final Mac mac;

    public Sealer(SigningKey key) {
        this.mac = key.newMac();
    }

    /** The seal of the fact whose record has this value. */
    public FactSeal seal(byte[] previousHash, byte[] value) {
        byte[] hash = chain(sha256, previousHash, value);
        return new FactSeal(previousHash, hash, mac.doFinal(hash));
    }

    /** Whether a holder of the key wrote this hash. */
    public boolean isGenuine(byte[] hash, byte[] claimedMac) {
        return MessageDigest.isEqual(mac.doFinal(hash), claimedMac);
    }

    /** The mac of a message between stewards: over the message's bytes. */
    public byte[] macOf(byte[] value) {
        return mac.doFinal(value);
    }

    /** The hash a fact must have: what anybody can check without the key. */
    public static byte[] chain(MessageDigest sha256, byte[] previousHash, byte[] value) {
        sha256.update(previousHash);
        return sha256.digest(value);
    }
}
