package dev.promissory.protocol;

import dev.promissory.protocol.SealCheck.Links;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;

/**
 * Reads facts, and stops its reader at one that newer stewards sealed: what it changes nobody here knows, and nothing that
 * follows it could be judged. One that only says so is garbage like any other, or anybody could stop the reader.
 */
public record NewerFacts(SealCheck seals) {

    /**
     * What a record holds; empty when that is no fact.
     *
     * @param lastHash of the facts under its key: without the stewards' key, following it is all the proof there is
     * @param named the record, for whoever must update the service
     * @throws NewerVersionException when it is sealed and newer than this service
     */
    public <F> Optional<F> read(
            byte[] value, Headers headers, byte[] lastHash, Function<byte[], F> reader, Supplier<String> named) {
        try {
            return Optional.of(reader.apply(value));
        } catch (NewerVersionException e) {
            if (isSealed(value, headers, lastHash)) {
                throw e.stopping(named.get());
            }
            return Optional.empty();
        } catch (UnreadableException e) {
            // Whatever it lacks, what it claims to be it is not.
            return Optional.empty();
        }
    }

    private boolean isSealed(byte[] value, Headers headers, byte[] lastHash) {
        Optional<Links> links = seals.check(value, headers);
        return links.isPresent()
                && (seals.withKey() || Arrays.equals(links.get().previous(), lastHash));
    }
}
