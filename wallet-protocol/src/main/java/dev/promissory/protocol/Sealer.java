package dev.promissory.protocol;

import dev.promissory.domain.Proof;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import org.apache.kafka.common.header.Headers;

/** Makes and checks the seals of facts and the macs of messages and outcomes. Not for several threads at once. */
public final class Sealer {

    private static final List<String> SIGNED_OF_OUTCOME =
            List.of(HeaderNames.CAUSE, HeaderNames.FINGERPRINT, HeaderNames.DRY_RUN);

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

    /** Whether a holder of the key gave this answer, to this command and just so: its header says so, and is right. */
    public boolean isSignedOutcome(Headers headers, byte[] value) {
        return HeaderNames.readHex(headers, HeaderNames.OUTCOME_MAC)
                .filter(claimed -> MessageDigest.isEqual(claimed, macOfOutcome(headers, value)))
                .isPresent();
    }

    /**
     * The mac of an outcome: over its headers {@code cause}, {@code fingerprint} and {@code dry-run}, each empty where
     * absent and each followed by a zero byte, then its bytes. Without those headers a true answer could be turned into
     * one to another command, and what would have followed into what has.
     */
    public byte[] macOfOutcome(Headers headers, byte[] value) {
        for (String name : SIGNED_OF_OUTCOME) {
            mac.update(HeaderNames.text(HeaderNames.read(headers, name).orElse("")));
            mac.update((byte) 0);
        }
        return mac.doFinal(value);
    }
}
