package dev.promissory.views;

import java.time.Instant;
import org.apache.kafka.common.header.Headers;

/** A record of facts before anybody believes it: any part may be missing or wrong. */
record FactRecord(int partition, long offset, Instant time, byte[] key, byte[] value, Headers headers) {}
