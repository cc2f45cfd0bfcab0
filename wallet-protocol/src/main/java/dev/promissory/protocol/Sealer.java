package dev.promissory.protocol;

import dev.promissory.domain.Proof;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import javax.crypto.Mac;
import org.apache.kafka.common.header.Headers;

/** Makes and checks the seals of facts and the macs of messages. Not for several threads at once. */
public final class Sealer {

    private final FactChain chain = new FactChain();
    private final Mac mac;

    public Sealer(SigningKey key) {
        this.mac = key.newMac();
    }

    /** The seal of the fact whose record has this value. */
    public FactSeal seal(byte[] previousHash, byte[] value) {
        byte[] hash = chain.hash(previousHash, value);
        return new FactSeal(previousHash, hash, mac.doFinal(hash));
    }

    /** Whether a holder of the key wrote this hash. */
    public boolean isGenuine(byte[] hash, byte[] claimedMac) {
        return MessageDigest.isEqual(mac.doFinal(hash), claimedMac);
    }

    /** Whether a holder of the key sealed the fact that this proof shows. */
    public boolean attests(Proof proof) {
        Optional<byte[]> previous = hash(proof.previousHash());
        Optional<byte[]> claimed = hash(proof.mac());
        return previous.isPresent()
                && claimed.isPresent()
                && isGenuine(chain.hash(previous.get(), proof.value().getBytes(StandardCharsets.UTF_8)), claimed.get());
    }

    private static Optional<byte[]> hash(String hex) {
        return HeaderNames.parseHex(hex).filter(bytes -> bytes.length == FactSeal.HASH_BYTES);
    }

    /** Whether a holder of the key wrote this message: its header says so, and is right. */
    public boolean isSigned(Headers headers, byte[] value) {
        return HeaderNames.readHex(headers, HeaderNames.MESSAGE_MAC)
                .filter(claimed -> MessageDigest.isEqual(claimed, macOf(value)))
                .isPresent();
    }

    /** The mac of a message between stewards: over the message's bytes. */
    public byte[] macOf(byte[] value) {
        return mac.doFinal(value);
    }
}
