package dev.promissory.mint.service;

import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Rejection;
import dev.promissory.mint.protocol.MintCommand;
import dev.promissory.mint.protocol.MintCommandJson;
import dev.promissory.mint.protocol.MintCommandReading;
import dev.promissory.mint.protocol.MintCommandReading.Malformed;
import dev.promissory.mint.protocol.MintCommandReading.Readable;
import dev.promissory.mint.protocol.MintOutcome;
import dev.promissory.mint.protocol.MintRefusal;
import dev.promissory.mint.protocol.MintedCurrency;
import dev.promissory.mint.service.MintMemory.Remembered;
import dev.promissory.mint.service.PendingCommands.Pending;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.WalletPartitions;
import dev.promissory.steward.Asker;
import dev.promissory.steward.Origin;
import dev.promissory.steward.Outgoing;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Takes commands off mint.commands: recalls, decides, enacts, and answers when the money has arrived. */
final class MintCommandProcessor implements Processor<byte[], byte[], byte[], Outgoing> {

    private static final int ISSUE_ID_BYTES = 16;

    private final MintRules rules;
    private final MintMetrics metrics;
    private final MintSteward steward;
    private ProcessorContext<byte[], Outgoing> context;
    private MintStores stores;
    private MintLedger ledger;
    private Sealer sealer;

    MintCommandProcessor(MintRules rules, MintMetrics metrics) {
        this.rules = rules;
        this.metrics = metrics;
        this.steward = new MintSteward(rules.wallet(), rules.rate());
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        this.context = context;
        this.stores = MintStores.of(context, rules.rememberFor(), rules.layout());
        this.ledger = new MintLedger(context, stores, rules, metrics);
        this.sealer = new Sealer(rules.key());
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Origin origin = Origin.of(context, record);
        if (!stores.applied().advance(origin.topic(), origin.offset())) {
            metrics.alreadyApplied();
            return;
        }
        switch (read(record, origin)) {
            case Readable readable -> answer(readable.command(), origin);
            case Malformed malformed -> refuse(record, malformed, origin);
        }
    }

    /** Malformed, too, is a command that lies where another steward would own its currency. */
    private MintCommandReading read(Record<byte[], byte[]> record, Origin origin) {
        MintCommandReading reading = MintCommandJson.read(record.value());
        if (!(reading instanceof Readable readable)) {
            return reading;
        }
        MintCommand command = readable.command();
        byte[] key = HeaderNames.text(command.currency().code());
        if (!Arrays.equals(record.key(), key)) {
            return malformed("the record's key is not the currency", command);
        }
        int home = WalletPartitions.of(key, rules.layout().walletPartitions());
        return home == origin.partition()
                ? reading
                : malformed(
                        "the currency lives on partition " + home + ", not on " + origin.partition()
                                + "; use Kafka's default Java partitioner (murmur2)",
                        command);
    }

    private static Malformed malformed(String reason, MintCommand command) {
        return new Malformed(
                reason, Optional.empty(), Optional.of(command.currency()), Optional.of(command.commandId()));
    }

    private void refuse(Record<byte[], byte[]> record, Malformed malformed, Origin origin) {
        ledger.deadLetter(record.key(), record.value(), malformed.reason(), origin);
        if (malformed.currency().isPresent() && malformed.commandId().isPresent()) {
            MintRefusal refusal = MintRefusal.of(Rejection.MALFORMED_COMMAND).at(malformed.field());
            // Sequence 0: the currency may be another steward's, and this one does not speak for it.
            MintOutcome outcome = new MintOutcome.Rejected(
                    malformed.currency().get(), malformed.commandId().get(), 0, refusal, malformed.reason(), false);
            ledger.publish(outcome, Optional.empty(), Asker.of(origin.headers()), origin);
        }
    }

    private void answer(MintCommand command, Origin origin) {
        Currency currency = command.currency();
        CommandId commandId = command.commandId();
        byte[] fingerprint = MintCommandJson.fingerprint(command);
        Asker asker = Asker.of(origin.headers());
        Optional<Remembered> remembered = stores.memory().recall(currency, commandId, context.currentStreamTimeMs());
        Optional<Pending> pending = stores.pending().find(currency, commandId);
        Optional<byte[]> before = remembered.map(Remembered::fingerprint).or(() -> pending.map(Pending::fingerprint));
        if (before.filter(known -> !Arrays.equals(known, fingerprint)).isPresent()) {
            MintRefusal reused = MintRefusal.of(Rejection.COMMAND_ID_REUSED);
            MintedCurrency known = stores.currencies().load(currency).currency();
            ledger.publish(MintAnswers.rejected(known, commandId, reused), Optional.of(fingerprint), asker, origin);
        } else if (remembered.isPresent()) {
            ledger.publish(remembered.get().outcome(), Optional.of(fingerprint), asker, origin);
        } else if (pending.isPresent()) {
            stores.pending().add(currency, commandId, fingerprint, asker);
        } else {
            decide(command, fingerprint, asker, origin);
        }
    }

    /**
     * Under this id the wallets will know the money. It follows from the fact that promises it, which no other has, and
     * from the mint's key, so that nobody can use it up before.
     */
    static CommandId issueId(Currency currency, long sequence, Sealer sealer) {
        byte[] mac = sealer.macOf(HeaderNames.text("issue " + currency + "#" + sequence));
        return new CommandId("issue-" + HexFormat.of().formatHex(mac, 0, ISSUE_ID_BYTES));
    }

    private void decide(MintCommand command, byte[] fingerprint, Asker asker, Origin origin) {
        CurrencyStore.Row row = stores.currencies().load(command.currency());
        CommandId issueId = issueId(command.currency(), row.currency().sequence() + 1, sealer);
        Instant recordTime = Instant.ofEpochMilli(origin.timestampMs());
        switch (steward.decide(row.currency(), command, issueId, recordTime)) {
            case MintDecision.Rejected rejected ->
                ledger.answer(
                        MintAnswers.rejected(row.currency(), command.commandId(), rejected.refusal()),
                        fingerprint,
                        asker,
                        origin);
            case MintDecision.Accepted accepted -> {
                MintedCurrency after = ledger.enact(row, accepted, origin, Optional.of(fingerprint));
                if (accepted.opened().isPresent()) {
                    stores.pending().add(command.currency(), command.commandId(), fingerprint, asker);
                } else {
                    ledger.answer(MintAnswers.accepted(after, command.commandId()), fingerprint, asker, origin);
                }
            }
        }
    }
}
