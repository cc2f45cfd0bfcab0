package dev.promissory.protocol;

import java.security.MessageDigest;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * Checks the seal in a fact's headers. Without the key it can tell only that the seal fits the bytes, which a careful
 * forger also manages. Not for several threads at once.
 */
public final class SealCheck {

    private final FactChain chain = new FactChain();
    private final Optional<Sealer> sealer;

    public SealCheck(Optional<SigningKey> key) {
        this.sealer = key.map(Sealer::new);
    }

    /** The hashes of a seal that holds. */
    public record Links(byte[] previous, byte[] own) {}

    public boolean withKey() {
        return sealer.isPresent();
    }

    /** The record's links; empty when its headers are missing, do not fit its bytes, or lack the stewards' mac. */
    public Optional<Links> check(byte[] value, Headers headers) {
        Optional<byte[]> previous = hash(headers, HeaderNames.PREVIOUS_HASH);
        Optional<byte[]> claimed = hash(headers, HeaderNames.FACT_HASH);
        if (previous.isEmpty() || claimed.isEmpty()) {
            return Optional.empty();
        }
        byte[] hash = chain.hash(previous.get(), value);
        boolean holds = MessageDigest.isEqual(hash, claimed.get()) && isGenuine(hash, headers);
        return holds ? Optional.of(new Links(previous.get(), hash)) : Optional.empty();
    }

    private boolean isGenuine(byte[] hash, Headers headers) {
        if (sealer.isEmpty()) {
            return true;
        }
        Optional<byte[]> mac = HeaderNames.readHex(headers, HeaderNames.FACT_MAC);
        return mac.isPresent() && sealer.get().isGenuine(hash, mac.get());
    }

    private static Optional<byte[]> hash(Headers headers, String name) {
        return HeaderNames.readHex(headers, name).filter(hash -> hash.length == FactSeal.HASH_BYTES);
    }
}
