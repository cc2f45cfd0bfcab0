package dev.promissory.views;

import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** A record of wallet.facts as somebody wrote it. */
record SealedFact(String key, byte[] value, FactSeal seal, Instant at) {

    byte[] keyBytes() {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    Headers headers() {
        return new RecordHeaders()
                .add(HeaderNames.FACT_HASH, HeaderNames.hex(seal.hash()))
                .add(HeaderNames.PREVIOUS_HASH, HeaderNames.hex(seal.previousHash()))
                .add(HeaderNames.FACT_MAC, HeaderNames.hex(seal.mac()));
    }

    FactRecord at(long offset) {
        return new FactRecord(0, offset, at, keyBytes(), value, headers());
    }

    SealedFact withValue(String other) {
        return new SealedFact(key, other.getBytes(StandardCharsets.UTF_8), seal, at);
    }

    SealedFact writtenAt(Instant time) {
        return new SealedFact(key, value, seal, time);
    }

    SealedFact withKey(String other) {
        return new SealedFact(other, value, seal, at);
    }
}
