package dev.promissory.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Seals, held against the definition worked out by other means: known values from another tool, and HMAC by hand. */
class SealerTest {

    private static final byte[] KEY = key();

    private static final byte[] FIRST =
            "{\"v\":1,\"type\":\"WalletOpened\",\"walletId\":\"alice\",\"sequence\":1}".getBytes(UTF_8);

    private static final byte[] SECOND =
            "{\"v\":1,\"type\":\"WalletDescribed\",\"walletId\":\"alice\",\"sequence\":2,\"owner\":\"Zoë\"}"
                    .getBytes(UTF_8);

    private final Sealer sealer = new Sealer(SigningKey.of(KEY));

    @Test
    void agreesWithAnotherTool() {
        FactSeal first = sealer.seal(FactSeal.noPreviousHash(), FIRST);
        FactSeal second = sealer.seal(first.hash(), SECOND);

        assertThat(first.previousHash()).isEqualTo(new byte[32]);
        assertHex(first.hash(), "d1e8ae3ec329378415d1e67d944bbd038dc74d3126e25b2144f64ecf06e661dc");
        assertHex(first.mac(), "797b4d5edec30c17ee9d912815d7b64d412383d16e02c38412a25654805ec01e");
        assertThat(second.previousHash()).isEqualTo(first.hash());
        assertHex(second.hash(), "54a3996121622bac160af23693c82fcd99f34185ed006ecb9615aacbc5d8e073");
        assertHex(second.mac(), "d4b8484cb797946d4eb94b56270f62ab433e46efd75885da5a82c71706a47ea2");
        assertHex(
                sealer.macOf("{\"v\":1,\"type\":\"PromiseKept\"}".getBytes(UTF_8)),
                "f26301fb47d222286ab01d2058ed24dffb765e99f0b8f24dc7ac0eabbadcdf10");
    }

    @Test
    void aLongChainAgreesWithTheDefinition() {
        Random random = new Random(7);
        byte[] previous = FactSeal.noPreviousHash();
        for (int fact = 0; fact < 500; fact++) {
            byte[] value = new byte[random.nextInt(700)];
            random.nextBytes(value);

            FactSeal seal = sealer.seal(previous, value);

            assertThat(seal.hash()).isEqualTo(sha256(previous, value));
            assertThat(seal.hash()).isEqualTo(new FactChain().hash(previous, value));
            assertThat(seal.mac()).isEqualTo(hmac(KEY, seal.hash()));
            previous = seal.hash();
        }
    }

    @Test
    void knowsTheGenuineFromTheForged() {
        FactSeal seal = sealer.seal(FactSeal.noPreviousHash(), FIRST);
        byte[] otherKey = KEY.clone();
        otherKey[31] ^= 1;
        Sealer other = new Sealer(SigningKey.of(otherKey));

        assertThat(sealer.isGenuine(seal.hash(), seal.mac())).isTrue();
        assertThat(sealer.isGenuine(
                        seal.hash(),
                        other.seal(FactSeal.noPreviousHash(), FIRST).mac()))
                .isFalse();
        assertThat(other.isGenuine(seal.hash(), seal.mac())).isFalse();
        assertThat(sealer.isGenuine(seal.mac(), seal.mac())).isFalse();
        assertThat(sealer.isGenuine(seal.hash(), Arrays.copyOf(seal.mac(), 31))).isFalse();
        assertThat(sealer.isGenuine(seal.hash(), new byte[0])).isFalse();
        assertThat(sealer.isGenuine(seal.hash(), new byte[32])).isFalse();
    }

    @Test
    void everyChangedBitBreaksTheSeal() {
        FactSeal seal = sealer.seal(FactSeal.noPreviousHash(), FIRST);
        for (int bit = 0; bit < FIRST.length * 8; bit++) {
            byte[] changed = FIRST.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(sealer.seal(FactSeal.noPreviousHash(), changed).hash()).isNotEqualTo(seal.hash());
        }
    }

    @Test
    void anOutcomeIsSignedWithWhatItsHeadersSay() {
        byte[] value = "{\"v\":1,\"commandId\":\"d-1\",\"dryRun\":true}".getBytes(UTF_8);
        Headers headers = outcomeHeaders("wallet.commands-0@1", "0a", "true");
        byte[] mac = sealer.macOfOutcome(headers, value);
        assertThat(mac)
                .isEqualTo(
                        hmac(KEY, ("wallet.commands-0@1\0" + "0a\0true\0" + new String(value, UTF_8)).getBytes(UTF_8)));

        assertThat(isSigned(headers, mac, value)).isTrue();
        headers.add(HeaderNames.REQUEST_ID, HeaderNames.text("the asker's own"));
        assertThat(isSigned(headers, mac, value)).isTrue();
        assertThat(isSigned(headers, mac, "{}".getBytes(UTF_8))).isFalse();
        assertThat(isSigned(headers, sealer.macOf(value), value)).isFalse();
        assertThat(sealer.isSignedOutcome(headers.remove(HeaderNames.OUTCOME_MAC), value))
                .isFalse();
        assertThat(isSigned(outcomeHeaders("wallet.commands-0@2", "0a", "true"), mac, value))
                .isFalse();
        assertThat(isSigned(outcomeHeaders("wallet.commands-0@1", "0b", "true"), mac, value))
                .isFalse();
        assertThat(isSigned(outcomeHeaders("wallet.commands-0@1", "0a", ""), mac, value))
                .isFalse();
        assertThat(isSigned(outcomeHeaders("wallet.commands-0@1", "0a\0true", ""), mac, value))
                .isFalse();
    }

    private boolean isSigned(Headers headers, byte[] mac, byte[] value) {
        return sealer.isSignedOutcome(headers.add(HeaderNames.OUTCOME_MAC, HeaderNames.hex(mac)), value);
    }

    private static Headers outcomeHeaders(String cause, String fingerprint, String dryRun) {
        return new RecordHeaders()
                .add(HeaderNames.CAUSE, HeaderNames.text(cause))
                .add(HeaderNames.FINGERPRINT, HeaderNames.text(fingerprint))
                .add(HeaderNames.DRY_RUN, HeaderNames.text(dryRun));
    }

    /** HMAC as its definition has it, for a key no longer than a block. */
    private static byte[] hmac(byte[] key, byte[] message) {
        byte[] inner = new byte[64];
        byte[] outer = new byte[64];
        for (int i = 0; i < 64; i++) {
            byte k = i < key.length ? key[i] : 0;
            inner[i] = (byte) (k ^ 0x36);
            outer[i] = (byte) (k ^ 0x5c);
        }
        return sha256(outer, sha256(inner, message));
    }

    private static byte[] sha256(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        try {
            return MessageDigest.getInstance("SHA-256").digest(both.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] key() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) i;
        }
        return key;
    }

    private static void assertHex(byte[] actual, String expected) {
        assertThat(HexFormat.of().formatHex(actual)).isEqualTo(expected);
    }
}
