package dev.promissory.mint.service;

import dev.promissory.domain.CommandId;
import dev.promissory.mint.protocol.MintFact;
import dev.promissory.mint.protocol.MintFactJson;
import dev.promissory.mint.protocol.MintOutcome;
import dev.promissory.mint.protocol.MintOutcomeJson;
import dev.promissory.mint.protocol.MintRefusal;
import dev.promissory.mint.protocol.MintedCurrency;
import dev.promissory.mint.service.MintDecision.Accepted;
import dev.promissory.mint.service.OpenAsk.OpenIssue;
import dev.promissory.mint.service.PendingCommands.Pending;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Sealer;
import dev.promissory.reactions.Outbox;
import dev.promissory.steward.Asker;
import dev.promissory.steward.Origin;
import dev.promissory.steward.Outgoing;
import dev.promissory.steward.Publisher;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Makes the mint's decisions true: facts sealed and written, state changed, money sent on its way, askers answered. */
final class MintLedger {

    private final ProcessorContext<byte[], Outgoing> context;
    private final MintStores stores;
    private final MintMetrics metrics;
    private final Publisher publisher;
    private final Outbox outbox;

    MintLedger(ProcessorContext<byte[], Outgoing> context, MintStores stores, MintRules rules, MintMetrics metrics) {
        this.context = context;
        this.stores = stores;
        this.metrics = metrics;
        this.publisher = new Publisher(context, new Sealer(rules.key()));
        this.outbox = new Outbox(context, Mint.NAME, MintTopology.OUTBOX_SINK);
    }

    /**
     * The currency as it is afterwards. Who waits for money that has now arrived, or has not, is answered.
     *
     * @param fingerprint of the command that led to it; empty when none did
     */
    MintedCurrency enact(CurrencyStore.Row row, Accepted decision, Origin origin, Optional<byte[]> fingerprint) {
        MintedCurrency currency = row.currency();
        byte[] lastHash = row.lastHash();
        for (MintFact fact : decision.facts()) {
            byte[] value = MintFactJson.write(fact);
            lastHash = publisher.fact(
                    MintTopology.FACTS_SINK,
                    HeaderNames.text(fact.currency().code()),
                    value,
                    fact.head().at().toEpochMilli(),
                    lastHash,
                    origin,
                    fingerprint);
            currency = currency.evolve(fact);
            stores.currencies().save(lastHash, fact, value);
            metrics.fact(fact);
        }
        String about = currency.currency().code();
        decision.asks().forEach(ask -> outbox.ask(ask, about, origin));
        decision.opened().ifPresent(stores.openAsks()::open);
        if (decision.closed().isPresent()) {
            stores.openAsks().close(decision.closed().get());
            if (decision.closed().get() instanceof OpenIssue issue) {
                settle(issue, currency, decision.facts().getLast(), origin);
            }
        }
        return currency;
    }

    /** Answers a command, and remembers the answer. */
    void answer(MintOutcome outcome, byte[] fingerprint, Asker asker, Origin origin) {
        stores.memory().remember(fingerprint, outcome, context.currentStreamTimeMs());
        publish(outcome, Optional.of(fingerprint), asker, origin);
    }

    /** @param fingerprint of the command; empty when it could not be read */
    void publish(MintOutcome outcome, Optional<byte[]> fingerprint, Asker asker, Origin origin) {
        publisher.outcome(
                MintTopology.OUTCOMES_SINK,
                HeaderNames.text(outcome.currency().code()),
                MintOutcomeJson.write(outcome),
                asker,
                origin,
                fingerprint);
    }

    void deadLetter(byte[] key, byte[] value, String reason, Origin origin) {
        publisher.deadLetter(MintTopology.DEAD_LETTERS_SINK, key, value, reason, origin);
        metrics.deadLetter(origin.topic());
    }

    private void settle(OpenIssue issue, MintedCurrency currency, MintFact fact, Origin origin) {
        CommandId commandId = issue.commandId();
        Optional<Pending> pending = stores.pending().find(currency.currency(), commandId);
        if (pending.isEmpty()) {
            return;
        }
        stores.pending().remove(currency.currency(), commandId);
        MintOutcome outcome = fact instanceof MintFact.IssueReturned returned
                ? MintAnswers.rejected(currency, commandId, MintRefusal.of(returned.reason()))
                : MintAnswers.accepted(currency, commandId);
        byte[] fingerprint = pending.get().fingerprint();
        stores.memory().remember(fingerprint, outcome, context.currentStreamTimeMs());
        boolean first = true;
        for (Asker asker : pending.get().askers()) {
            publish(first ? outcome : MintAnswers.replayed(outcome), Optional.of(fingerprint), asker, origin);
            first = false;
        }
    }
}
