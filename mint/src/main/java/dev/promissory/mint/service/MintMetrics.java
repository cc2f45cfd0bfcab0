package dev.promissory.mint.service;

import dev.promissory.mint.protocol.MintFact;
import dev.promissory.mint.protocol.MintFactJson;
import io.micrometer.core.instrument.MeterRegistry;

/** What the mint counts. A transaction that is aborted and done again counts twice; the facts are for knowing. */
record MintMetrics(MeterRegistry registry) {

    void fact(MintFact fact) {
        registry.counter("promissory.mint.facts", "type", MintFactJson.type(fact))
                .increment();
    }

    void deadLetter(String originTopic) {
        registry.counter("promissory.mint.dead.letters", "origin", originTopic).increment();
    }

    void alreadyApplied() {
        registry.counter("promissory.mint.records.already.applied").increment();
    }
}
