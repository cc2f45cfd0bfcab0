package dev.promissory.processor;

import dev.promissory.domain.Decision.Accepted;
import dev.promissory.domain.Evolution;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.Message.PromiseMade;
import dev.promissory.domain.Wallet;
import dev.promissory.protocol.MessageJson;
import dev.promissory.steward.Origin;

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

    /** The row as it is afterwards. */
    WalletRow enact(WalletRow row, Accepted decision, Origin origin, byte[] fingerprint) {
        Wallet wallet = row.wallet();
        byte[] lastHash = row.lastHash();
        for (Fact fact : decision.facts()) {
            lastHash = publisher.fact(fact, lastHash, origin, fingerprint);
            wallet = Evolution.evolve(wallet, fact);
            metrics.fact(fact);
        }
        WalletRow changed = new WalletRow(wallet, lastHash);
        if (!decision.facts().isEmpty()) {
            stores.wallets().save(changed);
        }
        for (Message message : decision.messages()) {
            byte[] value = MessageJson.write(message);
            if (message instanceof PromiseMade made) {
                stores.openPromises().open(made, value);
            }
            publisher.message(message, value, origin, fingerprint);
        }
        return changed;
    }
}
