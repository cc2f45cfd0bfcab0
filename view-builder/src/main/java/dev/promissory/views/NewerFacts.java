package dev.promissory.views;

import dev.promissory.protocol.NewerVersionException;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.SealCheck.Links;
import dev.promissory.protocol.UnreadableException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads facts, and stops the view at one that newer stewards sealed: what it changes nobody here knows, and nothing that
 * follows it could be judged. One that only says so is garbage like any other, or anybody could stop the views.
 */
record NewerFacts(String topic, SealCheck seals) {

    /**
     * What the record holds; empty when that is no fact.
     *
     * @param lastHash of the facts under its key: without the stewards' key, following it is all the proof there is
     * @throws NewerVersionException when it is sealed and newer than this view
     */
    <F> Optional<F> read(FactRecord record, String owner, byte[] lastHash, Function<byte[], F> reader) {
        try {
            return Optional.of(reader.apply(record.value()));
        } catch (NewerVersionException e) {
            if (isSealed(record, lastHash)) {
                throw e.stopping(
                        "the fact of " + owner + " at " + topic + "-" + record.partition() + "@" + record.offset());
            }
            return Optional.empty();
        } catch (UnreadableException e) {
            // Whatever it lacks, what it claims to be it is not.
            return Optional.empty();
        }
    }

    private boolean isSealed(FactRecord record, byte[] lastHash) {
        Optional<Links> links = seals.check(record.value(), record.headers());
        return links.isPresent()
                && (seals.withKey() || Arrays.equals(links.get().previous(), lastHash));
    }
}
