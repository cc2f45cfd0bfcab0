package dev.promissory.protocol;

import java.security.MessageDigest;
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
