package dev.promissory.processor;

import dev.promissory.domain.Decision.Accepted;
import dev.promissory.domain.Evolution;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.Wallet;
import dev.promissory.steward.Origin;
import java.util.Optional;

/** Makes an accepted decision true: state changed, facts and messages handed over. It all commits together. */
final class Enactment {

    private final StewardStores stores;
    private final WalletPublisher publisher;
    private final StewardMetrics metrics;

    Enactment(StewardStores stores, WalletPublisher publisher, StewardMetrics metrics) {
        this.stores = stores;
        this.publisher = publisher;
        this.metrics = metrics;
    }

    /**
     * The row as it is afterwards.
     *
     * @param fingerprint of the command that led to it; empty when a timer did
     */
    WalletRow enact(WalletRow row, Accepted decision, Origin origin, Optional<byte[]> fingerprint) {
        Wallet wallet = row.wallet();
        byte[] lastHash = row.lastHash();
        for (Fact fact : decision.facts()) {
            lastHash = publisher.fact(fact, lastHash, origin, fingerprint);
            wallet = Evolution.evolve(wallet, fact);
            stores.memory().note(fact);
            metrics.fact(fact);
        }
        WalletRow changed = new WalletRow(wallet, lastHash);
        if (!decision.facts().isEmpty()) {
            stores.wallets().save(changed);
        }
        for (Message message : decision.messages()) {
            publisher.message(message, origin, fingerprint);
        }
        return changed;
    }
}
