package dev.promissory.processor;

import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import dev.promissory.processor.FactCheck.Refusal;
import dev.promissory.processor.StewardFault.Kind;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.MessageJson;
import dev.promissory.protocol.NewerVersionException;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.OutcomeJson;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.UnreadableException;
import dev.promissory.protocol.WalletPartitions;
import dev.promissory.steward.AnswerMemory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * The stewards' state, worked out from what is kept of their work and not from changelogs: what it should be. It is given
 * all committed records of wallet.facts first, each partition in order; then those of wallet.transfers, wallet.outcomes
 * and wallet.dead-letters; then {@link #finish}. It may be larger than memory. Not for several threads at once.
 *
 * <ul>
 *   <li>Wallets, holds, schedules, reversals and timers follow from facts, by the code that the stewards use.
 *   <li>Whose promise was answered follows from the fact of it, or from the answer, which its steward signed, in the
 *       transaction that noted it.
 *   <li>Who has agreed to a promise, or kept it, is in the answers that its coordinator has applied. By its facts a promise
 *       is asking or settled, and that alone says which answers still count: no order between topics is needed.
 *   <li>An accepted command's answer follows from its facts; wallet.outcomes tells only of answers that left no fact, is
 *       believed only where a steward signed it, and never against the facts.
 *   <li>What was applied is shown by what followed and by what the group has committed.
 * </ul>
 *
 * Where the group's offsets are lost, inputs that left no trace are applied once more, and that changes nothing: such a
 * timer does nothing unless what it is for still waits, that a promise was kept can be heard twice, and so can an
 * agreement that was not the last.
 *
 * <p>Two things may differ from what the stewards hold, both without consequence: a timer that has rung is set again while
 * what it is for still waits, and an answer may lie in the slice before.
 */
public final class StewardFold implements AutoCloseable {

    private final FoldRules rules;
    private final FoldStorage storage;
    private final SealCheck seals;
    private final Optional<Sealer> sealer;
    private final AppliedCauses causes;
    private final List<PartitionFold> partitions;
    private final Map<TopicPartition, long[]> streamTimes = new HashMap<>();
    private long facts;

    /** Gets the rows of one key: what follows from the facts, and what somebody else has. At least one of them is there. */
    @FunctionalInterface
    public interface RowPairs {
        void pair(byte[] key, Optional<byte[]> expected, Optional<byte[]> found);
    }

    private StewardFold(FoldRules rules, FoldStorage storage) {
        this.rules = rules;
        this.storage = storage;
        this.seals = new SealCheck(rules.key());
        this.sealer = rules.key().map(Sealer::new);
        this.causes = new AppliedCauses(rules.inputs());
        this.partitions = IntStream.range(0, rules.layout().walletPartitions())
                .mapToObj(each -> new PartitionFold(storage, each, rules.rememberFor(), rules.layout()))
                .toList();
    }

    /** @param folder empty or missing, and nobody else's; the caller removes it afterwards */
    public static StewardFold open(FoldRules rules, Path folder) {
        return new StewardFold(rules, new FoldStorage(folder));
    }

    /**
     * Folds a record of wallet.facts in; or says what is wrong with it, and leaves it out. A misplaced one may turn out to be
     * a copy when it is given once more after all others.
     */
    public Optional<StewardFault> fact(ConsumerRecord<byte[], byte[]> record) {
        Optional<SealCheck.Links> links =
                Optional.ofNullable(record.value()).flatMap(value -> seals.check(value, record.headers()));
        if (links.isEmpty()) {
            return fault(record, new Refusal(Kind.NOT_SEALED, "no steward sealed this record"));
        }
        Fact fact;
        try {
            fact = FactJson.read(record.value());
        } catch (UnreadableException e) {
            return fault(record, new Refusal(Kind.UNREADABLE, "a steward sealed it, but " + e.getMessage()));
        }
        if (!isAtHome(fact.walletId(), record.key(), record.partition())) {
            if (of(fact.walletId()).knows(fact, links.get())) {
                return fault(record, new Refusal(Kind.COPY, "fact " + fact.sequence() + " once more, elsewhere"));
            }
            return fault(record, new Refusal(Kind.MISPLACED, "the wallet " + fact.walletId() + " does not live there"));
        }
        Optional<Refusal> refusal = partitions.get(record.partition()).fact(fact, links.get(), record);
        if (refusal.isPresent()) {
            return fault(record, refusal.get());
        }
        taken(fact, record);
        return Optional.empty();
    }

    /**
     * As {@link #fact}, of a record that the caller has found to be its wallet's next good fact, and when only the stewards'
     * memory is wanted: neither the wallet nor the answer is kept, which is most of the work.
     */
    public Optional<StewardFault> memoryOf(Fact fact, ConsumerRecord<byte[], byte[]> record) {
        Optional<Refusal> refusal = partitions.get(record.partition()).memoryOf(fact);
        if (refusal.isPresent()) {
            return fault(record, refusal.get());
        }
        taken(fact, record);
        return Optional.empty();
    }

    private void taken(Fact fact, ConsumerRecord<byte[], byte[]> record) {
        facts++;
        if (fact instanceof Fact.OfPromise answer && isAnswer(answer)) {
            of(fact.walletId()).stores().receivedPromises().advance(fact.walletId(), answer.promiseId());
        }
        Cause.of(record.headers())
                .filter(cause -> cause.input().partition() == record.partition())
                .ifPresent(cause -> causes.prove(cause, record.timestamp()));
    }

    /** After a move the answering message is not there, and the fact alone says that the promise must not come again. */
    private static boolean isAnswer(Fact.OfPromise fact) {
        boolean answers = fact instanceof Fact.TransferReceived
                || fact instanceof Fact.TransferRefused
                || fact instanceof Fact.TransferAccepted
                || fact instanceof Fact.TransferReserved;
        return answers && !fact.promiseId().sender().equals(fact.walletId());
    }

    /** Takes a record of wallet.transfers. What no steward signed was set aside, and counts for nothing here either. */
    public void transfer(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null
                || !sealer.map(own -> own.isSigned(record.headers(), record.value()))
                        .orElse(true)) {
            return;
        }
        Message message;
        try {
            message = MessageJson.read(record.value());
        } catch (NewerVersionException e) {
            throw e.stopping("the message at " + record.topic() + "-" + record.partition() + "@" + record.offset());
        } catch (UnreadableException e) {
            return;
        }
        if (!isAtHome(message.addressee(), record.key(), record.partition())) {
            return;
        }
        Cause.of(record.headers()).ifPresent(cause -> causes.hear(cause, record.timestamp()));
        if (message instanceof Message.Answer answer) {
            of(answer.by()).stores().receivedPromises().advance(answer.by(), answer.promiseId());
            of(answer.addressee()).answer(answer, record.offset(), record.value());
        }
    }

    /**
     * Takes a record of wallet.outcomes; or says how the facts contradict it, and leaves it out. What no steward signed
     * counts for nothing.
     */
    public Optional<StewardFault> outcome(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null
                || !sealer.map(own -> own.isSignedOutcome(record.headers(), record.value()))
                        .orElse(true)) {
            return Optional.empty();
        }
        Optional<Cause> cause =
                Cause.of(record.headers()).filter(each -> each.input().topic().equals(Topic.COMMANDS.topicName()));
        cause.ifPresent(each -> causes.hear(each, record.timestamp()));
        Optional<byte[]> fingerprint = HeaderNames.readHex(record.headers(), HeaderNames.FINGERPRINT);
        boolean onlyForeseen =
                HeaderNames.read(record.headers(), HeaderNames.DRY_RUN).isPresent();
        if (cause.isEmpty() || fingerprint.isEmpty() || onlyForeseen) {
            return Optional.empty();
        }
        Outcome outcome;
        try {
            outcome = OutcomeJson.read(record.value());
        } catch (UnreadableException e) {
            return fault(record, new Refusal(Kind.CONTRADICTED, "it cannot be read: " + e.getMessage()));
        }
        if (outcome.replayed() || isAboutTheAskOnly(outcome)) {
            return Optional.empty();
        }
        int home = cause.get().input().partition();
        if (home >= partitions.size() || !isAtHome(outcome.walletId(), record.key(), home)) {
            return fault(record, new Refusal(Kind.CONTRADICTED, "its cause was not its wallet's steward's to answer"));
        }
        if (causes.newestTimeMs(home).orElse(Long.MAX_VALUE) < record.timestamp()) {
            return fault(record, new Refusal(Kind.CONTRADICTED, "it is later than anything its steward can have read"));
        }
        return partitions
                .get(home)
                .outcome(outcome, fingerprint.get(), streamTimeMs(record, home))
                .flatMap(what -> fault(record, new Refusal(Kind.CONTRADICTED, what)));
    }

    /** Takes a record of wallet.dead-letters: it was an input too. */
    public void deadLetter(ConsumerRecord<byte[], byte[]> record) {
        Cause.ofDeadLetter(record.headers()).ifPresent(cause -> causes.hear(cause, record.timestamp()));
    }

    /** Takes note of what the processors' group has committed meanwhile: that they have applied this offset. */
    public void applied(TopicPartition input, long offset) {
        causes.confirm(input, offset);
    }

    /**
     * Everything has been given: works out the rest. What is asked below is right from then on, and once more when more has
     * been given and this was called again.
     */
    public void finish() {
        partitions.forEach(each -> each.finish(causes));
    }

    /** Facts that were folded in. */
    public long facts() {
        return facts;
    }

    /** The wallet and the hash of its newest fact; empty when no fact is known of it. */
    public Optional<WalletRow> wallet(WalletId walletId) {
        return Optional.of(of(walletId).stores().wallets().load(walletId))
                .filter(row -> row.wallet().sequence() > 0);
    }

    /**
     * All rows of a store, keys and values just as they stand in its changelog. {@link StewardRow} reads them.
     */
    public void rows(StewardStore store, int partition, BiConsumer<byte[], byte[]> reader) {
        PartitionFold fold = partitions.get(partition);
        if (store == StewardStore.REMEMBERED_COMMANDS) {
            fold.slices().forEach(reader);
            return;
        }
        try (KeyValueIterator<Bytes, byte[]> all = fold.rows(store).all()) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> row = all.next();
                reader.accept(row.key.get(), row.value);
            }
        }
    }

    /**
     * All rows of a store, each beside the row of that key which the copy has: they lie in one order, and none has to be
     * looked for. Not of remembered answers, which lie in slices here.
     */
    public void rowsBeside(StewardCopy copy, StewardStore store, int partition, RowPairs reader) {
        try (KeyValueIterator<Bytes, byte[]> here =
                        partitions.get(partition).rows(store).all();
                KeyValueIterator<Bytes, byte[]> there = copy.rows(store, partition)) {
            while (here.hasNext() || there.hasNext()) {
                int order = order(here, there);
                byte[] key = (order <= 0 ? here : there).peekNextKey().get();
                reader.pair(
                        key,
                        order <= 0 ? Optional.of(here.next().value) : Optional.empty(),
                        order >= 0 ? Optional.of(there.next().value) : Optional.empty());
            }
        }
    }

    /** Below zero when the next row is only here, above when it is only there. */
    private static int order(KeyValueIterator<Bytes, byte[]> here, KeyValueIterator<Bytes, byte[]> there) {
        if (!here.hasNext()) {
            return 1;
        }
        return there.hasNext() ? here.peekNextKey().compareTo(there.peekNextKey()) : -1;
    }

    /** The value of a row, by the key it has in the store's changelog. */
    public Optional<byte[]> row(StewardStore store, int partition, byte[] key) {
        PartitionFold fold = partitions.get(partition);
        if (store == StewardStore.REMEMBERED_COMMANDS) {
            AnswerKey answer = AnswerKey.read(key);
            return Optional.ofNullable(fold.slices().fetch(answer.ask(), answer.sliceStartMs()));
        }
        return Optional.ofNullable(fold.rows(store).get(Bytes.wrap(key)));
    }

    public int partitions() {
        return partitions.size();
    }

    /** How long a slice of remembered answers is. */
    public long sliceMs() {
        return AnswerMemory.sliceMs(rules.rememberFor());
    }

    /** Where the oldest slice of answers starts that this partition still remembers. */
    long oldestSliceMs(int partition) {
        return partitions.get(partition).oldestSliceMs();
    }

    /** Whether the stewards may have noted this offset of that input as the last one they applied. */
    boolean fitsApplied(int partition, Uuid topicId, long noted) {
        Optional<String> topic = Stream.of(Topic.COMMANDS, Topic.TRANSFERS)
                .map(Topic::topicName)
                .filter(name -> rules.layout().of(name).id().equals(topicId))
                .findFirst();
        return topic.isEmpty() || causes.fits(new TopicPartition(topic.get(), partition), noted);
    }

    @Override
    public void close() {
        storage.close();
    }

    private PartitionFold of(WalletId walletId) {
        return partitions.get(WalletPartitions.of(walletId.value(), partitions.size()));
    }

    private boolean isAtHome(WalletId walletId, byte[] key, int partition) {
        byte[] home = walletId.value().getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(key, home) && WalletPartitions.of(home, partitions.size()) == partition;
    }

    /** Such an answer is given anew each time. */
    private static boolean isAboutTheAskOnly(Outcome outcome) {
        return outcome instanceof Outcome.Rejected rejected
                && (rejected.rejection() == Rejection.COMMAND_ID_REUSED
                        || rejected.rejection() == Rejection.MALFORMED_COMMAND);
    }

    /** The stewards' time never runs backwards; the answers of one partition on another lie in the order they were given in. */
    private long streamTimeMs(ConsumerRecord<byte[], byte[]> record, int home) {
        long[] times = streamTimes.computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()), none -> new long[partitions.size()]);
        times[home] = Math.max(times[home], record.timestamp());
        return times[home];
    }

    private static Optional<StewardFault> fault(ConsumerRecord<byte[], byte[]> record, Refusal refusal) {
        Optional<WalletId> walletId = Optional.ofNullable(record.key())
                .map(key -> new String(key, StandardCharsets.UTF_8))
                .filter(WalletId::isValid)
                .map(WalletId::new);
        return Optional.of(new StewardFault(
                refusal.kind(),
                record.topic(),
                record.partition(),
                record.offset(),
                walletId,
                sequence(record.value()),
                refusal.what()));
    }

    /** The number that a fact gives itself, whoever wrote it; empty when it is no fact. */
    private static OptionalLong sequence(byte[] value) {
        return Optional.ofNullable(value).flatMap(bytes -> Json.ifReadable(bytes, FactJson::read)).stream()
                .mapToLong(Fact::sequence)
                .findFirst();
    }
}
