package dev.promissory.views;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/** A record of facts before anybody believes it: any part may be missing or wrong. */
record FactRecord(int partition, long offset, Instant time, byte[] key, byte[] value, Headers headers) {

    /** For a person: whose fact it would be, and where on this topic it lies. */
    String named(String owner, String topic) {
        return "the fact of " + owner + " at " + topic + "-" + partition + "@" + offset;
    }
}
