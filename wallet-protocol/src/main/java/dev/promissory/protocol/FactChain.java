package dev.promissory.protocol;

import java.security.MessageDigest;

/** The hash that ties a fact to the one before it: what anybody can check without the key. Not for several threads at once. */
public final class FactChain {

    private final MessageDigest sha256 = Sha256.digest();

    /** The hash of the fact whose record has this value: SHA-256 over the previous hash followed by the value. */
    public byte[] hash(byte[] previousHash, byte[] value) {
        sha256.update(previousHash);
        return sha256.digest(value);
    }
}
