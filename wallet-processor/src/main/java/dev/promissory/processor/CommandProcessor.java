package dev.promissory.processor;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Command;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Decision;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.Steward;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.CommandReading;
import dev.promissory.protocol.CommandReading.Malformed;
import dev.promissory.protocol.CommandReading.Readable;
import dev.promissory.protocol.Fingerprint;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.WalletPartitions;
import dev.promissory.steward.Origin;
import dev.promissory.steward.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Takes commands off wallet.commands: recalls, decides, enacts, answers. The rules are {@link Steward}'s. */
final class CommandProcessor implements Processor<byte[], byte[], byte[], Outgoing> {

    private final StewardRules rules;
    private final StewardMetrics metrics;
    private final Steward steward;
    private ProcessorContext<byte[], Outgoing> context;
    private StewardStores stores;
    private WalletPublisher publisher;
    private Enactment enactment;

    CommandProcessor(StewardRules rules, StewardMetrics metrics) {
        this.rules = rules;
        this.metrics = metrics;
        this.steward = new Steward(rules.autoOpen());
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        this.context = context;
        this.stores = StewardStores.of(context, rules.rememberFor(), rules.layout());
        this.publisher = new WalletPublisher(context, new Sealer(rules.key()));
        this.enactment = new Enactment(stores, publisher, metrics);
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

    /** Malformed, too, is a command that lies where another steward would own its wallet. */
    private CommandReading read(Record<byte[], byte[]> record, Origin origin) {
        if (record.value() == null) {
            return malformed("the record has no value", Optional.empty());
        }
        CommandReading reading = CommandJson.read(record.value());
        if (!(reading instanceof Readable readable)) {
            return reading;
        }
        Command command = readable.command();
        byte[] walletKey = command.walletId().value().getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(record.key(), walletKey)) {
            return malformed("the record's key is not the walletId", Optional.of(command));
        }
        int home = WalletPartitions.of(walletKey, rules.layout().walletPartitions());
        if (home != origin.partition()) {
            String reason = "the wallet lives on partition " + home + ", not on " + origin.partition()
                    + "; use Kafka's default Java partitioner (murmur2)";
            return malformed(reason, Optional.of(command));
        }
        return reading;
    }

    private static Malformed malformed(String reason, Optional<Command> command) {
        return new Malformed(reason, Optional.empty(), command.map(Command::walletId), command.map(Command::commandId));
    }

    private void refuse(Record<byte[], byte[]> record, Malformed malformed, Origin origin) {
        publisher.deadLetter(record.key(), record.value(), malformed.reason(), origin);
        metrics.deadLetter(Topic.COMMANDS);
        if (malformed.walletId().isPresent() && malformed.commandId().isPresent()) {
            // Sequence 0: the wallet may be another steward's, and this one does not speak for it.
            Outcome outcome = new Outcome.Rejected(
                    malformed.walletId().get(),
                    malformed.commandId().get(),
                    0,
                    Rejection.MALFORMED_COMMAND,
                    malformed.reason(),
                    malformed.field(),
                    false);
            publisher.outcome(outcome, origin, Optional.empty());
        }
    }

    private void answer(Command command, Origin origin) {
        byte[] fingerprint = Fingerprint.of(command);
        Optional<RememberedOutcome> remembered =
                stores.memory().recall(command.walletId(), command.commandId(), context.currentStreamTimeMs());
        Outcome outcome = remembered.isPresent()
                ? repeat(command, fingerprint, remembered.get())
                : decide(command, fingerprint, origin);
        publisher.outcome(outcome, origin, Optional.of(fingerprint));
        metrics.answered(outcome);
    }

    private Outcome repeat(Command command, byte[] fingerprint, RememberedOutcome remembered) {
        if (Arrays.equals(fingerprint, remembered.fingerprint())) {
            return remembered.outcome();
        }
        return rejected(command, stores.wallets().load(command.walletId()), Rejection.COMMAND_ID_REUSED);
    }

    private Outcome decide(Command command, byte[] fingerprint, Origin origin) {
        WalletRow row = stores.wallets().load(command.walletId());
        Instant recordTime = Instant.ofEpochMilli(origin.timestampMs());
        Decision decision = steward.decide(row.wallet(), command, recordTime, stores.openPromises());
        Outcome outcome = switch (decision) {
            case Decision.Accepted accepted ->
                accepted(command, enactment.enact(row, accepted, origin, fingerprint), accepted);
            case Decision.Rejected rejected -> rejected(command, row, rejected.rejection());
        };
        stores.memory().remember(new RememberedOutcome(fingerprint, outcome), context.currentStreamTimeMs());
        return outcome;
    }

    private static Outcome accepted(Command command, WalletRow after, Decision.Accepted decision) {
        Map<Currency, Balance> balances = new TreeMap<>();
        boolean opened = false;
        for (Fact fact : decision.facts()) {
            opened |= fact instanceof Fact.WalletOpened;
            fact.balances().forEach(balance -> balances.put(balance.currency(), balance));
        }
        Optional<PromiseId> promiseId =
                decision.messages().stream().map(Message::promiseId).findFirst();
        return new Outcome.Accepted(
                command.walletId(),
                command.commandId(),
                after.wallet().sequence(),
                opened,
                List.copyOf(balances.values()),
                promiseId,
                false);
    }

    private static Outcome rejected(Command command, WalletRow row, Rejection rejection) {
        return new Outcome.Rejected(
                command.walletId(),
                command.commandId(),
                row.wallet().sequence(),
                rejection,
                rejection.sentence(),
                rejection.field(),
                false);
    }
}
