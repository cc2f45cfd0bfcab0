package dev.promissory.protocol;

/**
 * What binds a fact to the one before it and to the stewards' key.
 *
 * @param previousHash the hash of the wallet's previous fact; 32 zero bytes for the first
 * @param hash SHA-256 over the previous hash followed by the bytes of the record's value
 * @param mac HMAC-SHA-256 over the hash with the stewards' key
 */
public record FactSeal(byte[] previousHash, byte[] hash, byte[] mac) {

    public static final int HASH_BYTES = 32;

    /** What stands for the previous hash of a wallet's first fact. */
    public static byte[] noPreviousHash() {
        return new byte[HASH_BYTES];
    }
}
