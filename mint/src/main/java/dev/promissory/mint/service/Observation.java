package dev.promissory.mint.service;

import dev.promissory.domain.CommandId;
import dev.promissory.mint.service.MintDecision.Accepted;
import dev.promissory.steward.Origin;
import java.time.Instant;
import java.util.Optional;

/** What the steward of a currency does when it learns of something that happened to its money. */
record Observation(MintStores stores, MintLedger ledger, MintSteward steward) {

    void see(Sighting sighting, Origin origin) {
        CurrencyStore.Row row = stores.currencies().load(sighting.currency());
        Optional<OpenAsk> open = about(sighting)
                .flatMap(stores.openAsks()::find)
                .filter(ask -> ask.money().currency().equals(sighting.currency()));
        Accepted decision = steward.see(row.currency(), sighting, open, Instant.ofEpochMilli(origin.timestampMs()));
        ledger.enact(row, decision, origin, Optional.empty());
    }

    private static Optional<CommandId> about(Sighting sighting) {
        return switch (sighting) {
            case Sighting.PromiseKept kept -> Optional.empty();
            case Sighting.Arrived arrived -> Optional.of(arrived.commandId());
            case Sighting.Failed failed -> Optional.of(failed.commandId());
        };
    }
}
