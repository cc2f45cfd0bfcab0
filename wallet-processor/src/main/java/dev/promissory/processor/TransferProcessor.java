package dev.promissory.processor;

import dev.promissory.domain.Decision.Accepted;
import dev.promissory.domain.Message;
import dev.promissory.domain.PromiseSteward;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.MessageJson;
import dev.promissory.protocol.NewerVersionException;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.UnreadableException;
import dev.promissory.protocol.WalletPartitions;
import dev.promissory.steward.GroupCommit;
import dev.promissory.steward.GroupMember;
import dev.promissory.steward.Origin;
import dev.promissory.steward.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Takes other stewards' messages off wallet.transfers: checks that a steward wrote them, decides, enacts. The rules are
 * {@link PromiseSteward}'s.
 */
final class TransferProcessor implements Processor<byte[], byte[], byte[], Outgoing> {

    private final StewardRules rules;
    private final StewardMetrics metrics;
    private final GroupCommit commits;
    private final PromiseSteward steward;
    private ProcessorContext<byte[], Outgoing> context;
    private StewardStores stores;
    private WalletPublisher publisher;
    private Enactment enactment;
    private Enactment ofOnlyReceiver;
    private GroupMember commit;
    private Sealer sealer;

    TransferProcessor(StewardRules rules, StewardMetrics metrics, GroupCommit commits) {
        this.rules = rules;
        this.metrics = metrics;
        this.commits = commits;
        this.steward = new PromiseSteward(rules.autoOpen());
    }

    @Override
    public void init(ProcessorContext<byte[], Outgoing> context) {
        this.context = context;
        this.stores = StewardStores.forTransfers(context, rules.rememberFor(), rules.layout());
        this.sealer = new Sealer(rules.key());
        this.publisher = new WalletPublisher(context, sealer);
        this.enactment = new Enactment(stores, publisher, metrics);
        this.ofOnlyReceiver = new Enactment(stores.with(stores.memory().ofOnlyReceiver()), publisher, metrics);
        // The task's stores have come with its CommandProcessor.
        this.commit = commits.join(context, List.of());
    }

    @Override
    public void close() {
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
        Message message;
        try {
            message = read(record, origin);
        } catch (NewerVersionException e) {
            // A steward wrote it, so it is about money: set aside, it would leave that money in flight.
            throw e.stopping("the message at " + origin.place());
        } catch (UnreadableException e) {
            refuse(record, e.getMessage(), origin);
            return;
        }
        if (message instanceof Message.Opening opening
                && !stores.receivedPromises().advance(opening.addressee(), opening.promiseId())) {
            refuse(record, "promise " + opening.promiseId() + " has been answered before", origin);
            return;
        }
        receive(message, origin);
    }

    private void refuse(Record<byte[], byte[]> record, String reason, Origin origin) {
        publisher.deadLetter(record.key(), record.value(), reason, origin);
        metrics.deadLetter(Topic.TRANSFERS);
    }

    private void receive(Message message, Origin origin) {
        WalletRow row = stores.wallets().load(message.addressee());
        Instant recordTime = Instant.ofEpochMilli(origin.timestampMs());
        Accepted decision = steward.receive(row.wallet(), message, recordTime, stores.memory());
        (message instanceof Message.PromiseMade ? ofOnlyReceiver : enactment)
                .enact(row, decision, origin, HeaderNames.readHex(origin.headers(), HeaderNames.FINGERPRINT));
        if (message instanceof Message.Answer answer) {
            stores.memory().note(answer);
        }
        metrics.received(message);
    }

    /** A message without the stewards' mac would be a way to make money: whoever wrote it is not believed. */
    private Message read(Record<byte[], byte[]> record, Origin origin) {
        if (record.value() == null) {
            throw new UnreadableException("the record has no value");
        }
        if (!sealer.isSigned(origin.headers(), record.value())) {
            throw new UnreadableException("no steward signed this message");
        }
        Message message = MessageJson.read(record.value());
        byte[] addressee = message.addressee().value().getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(record.key(), addressee)
                || WalletPartitions.of(addressee, rules.layout().walletPartitions()) != origin.partition()) {
            throw new UnreadableException("the message is not where its addressee lives");
        }
        return message;
    }
}
