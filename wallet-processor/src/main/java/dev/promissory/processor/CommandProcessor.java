package dev.promissory.processor;

import dev.promissory.domain.Command;
import dev.promissory.domain.Decision;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.Steward;
import dev.promissory.domain.Timer;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.CommandReading;
import dev.promissory.protocol.CommandReading.Malformed;
import dev.promissory.protocol.CommandReading.Readable;
import dev.promissory.protocol.Fingerprint;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.TimerJson;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.WalletPartitions;
import dev.promissory.steward.GroupCommit;
import dev.promissory.steward.GroupMember;
import dev.promissory.steward.Origin;
import dev.promissory.steward.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Takes commands off wallet.commands: recalls, decides, enacts, answers. The rules are {@link Steward}'s. */
final class CommandProcessor implements Processor<byte[], byte[], byte[], Outgoing> {

    /** A timer may be late by this and {@link ProcessorKafka#POLL}, and more where many are due. */
    static final Duration LOOK_AT_TIMERS = Duration.ofMillis(50);

    private final StewardRules rules;
    private final StewardMetrics metrics;
    private final GroupCommit commits;
    private final IntPredicate hasFacts;
    private ProcessorContext<byte[], Outgoing> context;
    private StewardStores stores;
    private WalletPublisher publisher;
    private Enactment enactment;
    private GroupMember commit;
    private Cancellable timers;
    private Steward steward;

    /** @param hasFacts whether a partition has facts of its wallets; asked only where the stewards know no wallet */
    CommandProcessor(StewardRules rules, StewardMetrics metrics, GroupCommit commits, IntPredicate hasFacts) {
        this.rules = rules;
        this.metrics = metrics;
        this.commits = commits;
        this.hasFacts = hasFacts;
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        this.context = context;
        this.stores = StewardStores.forCommands(context, rules.rememberFor(), rules.layout());
        requireState(context.taskId().partition());
        Sealer sealer = new Sealer(rules.key());
        this.publisher = new WalletPublisher(context, sealer);
        this.enactment = new Enactment(stores, publisher, metrics);
        this.commit = commits.join(context, StewardStores.stores(context));
        this.steward = new Steward(rules.autoOpen(), sealer::attests);
        this.timers = context.schedule(LOOK_AT_TIMERS, PunctuationType.WALL_CLOCK_TIME, this::sendDueTimers);
    }

    /** Without it every wallet would be taken for a new one, and get a second history. */
    private void requireState(int partition) {
        if (stores.wallets().isEmpty() && hasFacts.test(partition)) {
            throw new IllegalStateException("partition " + partition
                    + " has facts, but what its stewards remember of its wallets is lost; run ./promissory rebuild"
                    + " processor");
        }
    }

    @Override
    public void close() {
        // A task that is taken up again is made anew, but keeps what was scheduled for the old one.
        timers.cancel();
        commit.close();
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        commit.tookRecord();
        Origin origin = Origin.of(context, record);
        if (!stores.applied().advance(origin.topic(), origin.offset())) {
            metrics.alreadyApplied();
            return;
        }
        switch (read(record, origin)) {
            case Readable readable -> answer(readable, origin);
            case Malformed malformed ->
                timer(record, origin)
                        .ifPresentOrElse(timer -> ring(timer, origin), () -> refuse(record, malformed, origin));
        }
    }

    /** Sent once, with the transaction that forgets it: the record itself says when it rings. */
    private void sendDueTimers(long nowMs) {
        stores.timers().takeDue(nowMs, timer -> {
            commit.worked();
            publisher.timer(timer, nowMs);
        });
    }

    /** Whoever wrote it, and wherever its wallet lives otherwise: its key says whose steward it is for. */
    private Optional<Timer> timer(Record<byte[], byte[]> record, Origin origin) {
        if (record.value() == null || record.value().length > CommandJson.MAX_BYTES) {
            return Optional.empty();
        }
        return Json.ifReadable(record.value(), TimerJson::read)
                .filter(timer -> isAtHome(timer.addressee(), record.key(), origin.partition()));
    }

    private void ring(Timer timer, Origin origin) {
        stores.timers().rang();
        WalletRow row = stores.wallets().load(timer.addressee());
        Instant recordTime = Instant.ofEpochMilli(origin.timestampMs());
        enactment.enact(row, steward.ring(row.wallet(), timer, recordTime, stores.memory()), origin, Optional.empty());
        stores.memory().note(timer, recordTime);
        metrics.rang(timer);
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

    private boolean isAtHome(WalletId walletId, byte[] key, int partition) {
        return Arrays.equals(key, walletId.value().getBytes(StandardCharsets.UTF_8))
                && WalletPartitions.of(key, rules.layout().walletPartitions()) == partition;
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

    private void answer(Readable readable, Origin origin) {
        Command command = readable.command();
        byte[] fingerprint = Fingerprint.of(command);
        Optional<RememberedOutcome> remembered =
                stores.answers().recall(command.walletId(), command.commandId(), context.currentStreamTimeMs());
        if (readable.dryRun()) {
            Outcome outcome =
                    remembered.isPresent() ? repeat(command, fingerprint, remembered.get()) : foresee(command, origin);
            publisher.dryRun(outcome, origin, fingerprint);
            return;
        }
        Outcome outcome = remembered.isPresent()
                ? repeat(command, fingerprint, remembered.get())
                : decide(command, fingerprint, origin);
        publisher.outcome(outcome, origin, Optional.of(fingerprint));
        metrics.answered(outcome);
    }

    private Outcome repeat(Command command, byte[] fingerprint, RememberedOutcome remembered) {
        if (Arrays.equals(fingerprint, remembered.fingerprint())) {
            return named(command, remembered.outcome());
        }
        return rejected(command, stores.wallets().load(command.walletId()), Rejection.COMMAND_ID_REUSED);
    }

    /** What is remembered of a refusal is its code: the field has the command's own name for it. */
    private static Outcome named(Command command, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted accepted -> accepted;
            case Outcome.Rejected rejected -> rejected.at(command.field(rejected.rejection()));
        };
    }

    private Outcome decide(Command command, byte[] fingerprint, Origin origin) {
        WalletRow row = stores.wallets().load(command.walletId());
        Decision decision = decision(command, row, origin);
        if (decision instanceof Decision.Accepted accepted) {
            enactment.enact(row, accepted, origin, Optional.of(fingerprint));
        }
        Outcome outcome = outcome(command, row, decision);
        stores.answers().remember(new RememberedOutcome(fingerprint, outcome), context.currentStreamTimeMs());
        return outcome;
    }

    /** The same rules and the same words as when it is done, but nothing is done and nothing remembered. */
    private Outcome foresee(Command command, Origin origin) {
        WalletRow row = stores.wallets().load(command.walletId());
        return outcome(command, row, decision(command, row, origin));
    }

    private Decision decision(Command command, WalletRow row, Origin origin) {
        return steward.decide(row.wallet(), command, Instant.ofEpochMilli(origin.timestampMs()), stores.memory());
    }

    private static Outcome outcome(Command command, WalletRow before, Decision decision) {
        return switch (decision) {
            case Decision.Accepted accepted ->
                Outcome.Accepted.of(
                        command.walletId(),
                        command.commandId(),
                        before.wallet().sequence() + accepted.facts().size(),
                        accepted.facts());
            case Decision.Rejected rejected -> rejected(command, before, rejected.rejection());
        };
    }

    private static Outcome rejected(Command command, WalletRow row, Rejection rejection) {
        return new Outcome.Rejected(
                command.walletId(),
                command.commandId(),
                row.wallet().sequence(),
                rejection,
                rejection.sentence(),
                command.field(rejection),
                false);
    }
}
