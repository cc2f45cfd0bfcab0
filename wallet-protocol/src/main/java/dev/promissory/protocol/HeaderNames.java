package dev.promissory.protocol;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The names of record headers. All values are UTF-8 text, so that the console tools show them. */
public final class HeaderNames {

    /** On a command and its outcome: which request of its asker this is. */
    public static final String REQUEST_ID = "request-id";

    /** On a command and its outcome: the partition of wallet.outcomes that its asker reads. */
    public static final String REPLY_PARTITION = "reply-partition";

    /** On a fact: its hash, hexadecimal. */
    public static final String FACT_HASH = "fact-hash";

    /** On a fact: the hash of the wallet's previous one, hexadecimal. */
    public static final String PREVIOUS_HASH = "previous-hash";

    /** On a fact: the mac of its hash, hexadecimal. */
    public static final String FACT_MAC = "fact-mac";

    /** On a message between stewards: the mac of its value, hexadecimal. */
    public static final String MESSAGE_MAC = "message-mac";

    /** On an outcome: its mac as {@link Sealer#macOfOutcome} has it, hexadecimal. */
    public static final String OUTCOME_MAC = "outcome-mac";

    /** On a fact: the record that caused it, {@code topic-partition@offset}. */
    public static final String CAUSE = "cause";

    /** On what was imported: the cause it had where it came from; the offsets of another cluster mean nothing here. */
    public static final String IMPORTED_CAUSE = "imported-cause";

    /** On a fact and an outcome: the {@link Fingerprint} of the command, hexadecimal. */
    public static final String FINGERPRINT = "fingerprint";

    /** On an outcome: that it only says what would have followed; nothing has. */
    public static final String DRY_RUN = "dry-run";

    /** On a dead letter: why it could not be read. */
    public static final String REASON = "reason";

    /** On a dead letter: where it was found. */
    public static final String ORIGIN_TOPIC = "origin-topic";

    public static final String ORIGIN_PARTITION = "origin-partition";

    public static final String ORIGIN_OFFSET = "origin-offset";

    /** On what an operator had written once more: the offset of the dead letter that it was. */
    public static final String REPLAY_OF = "replay-of";

    /** On a message or timer that an operator had written: the record that it follows from, as with a cause. */
    public static final String RESENT_BECAUSE = "resent-because";

    /** On wallet.dead-letters: that this is no letter, but says what became of the letter at this offset. */
    public static final String RESOLVES = "resolves";

    /** Beside it: {@code replayed} or {@code discarded}. */
    public static final String RESOLUTION = "resolution";

    /** Why it was discarded, in the words of whoever did. */
    public static final String BECAUSE = "because";

    /** Where it was written once more, {@code topic-partition@offset}. */
    public static final String REPLAYED_TO = "replayed-to";

    private HeaderNames() {}

    public static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] hex(byte[] value) {
        return text(HexFormat.of().formatHex(value));
    }

    /** The last header of this name; empty when there is none. */
    public static Optional<String> read(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    /** The bytes of a hexadecimal header; empty when it is absent or not hexadecimal. */
    public static Optional<byte[]> readHex(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? Optional.empty() : parseHex(header.value());
    }

    /** Empty when the text is not hexadecimal. */
    static Optional<byte[]> parseHex(String text) {
        return parseHex(text(text));
    }

    /** Of the text's bytes: every fact has three such headers, and their reader is in the way of all others. */
    private static Optional<byte[]> parseHex(byte[] digits) {
        if (digits.length % 2 != 0) {
            return Optional.empty();
        }
        byte[] parsed = new byte[digits.length / 2];
        for (int i = 0; i < digits.length; i++) {
            int digit = Byte.toUnsignedInt(digits[i]);
            if (!HexFormat.isHexDigit(digit)) {
                return Optional.empty();
            }
            parsed[i / 2] = (byte) (parsed[i / 2] << 4 | HexFormat.fromHexDigit(digit));
        }
        return Optional.of(parsed);
    }
}
