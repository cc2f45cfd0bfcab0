package dev.promissory.processor;

import dev.promissory.domain.Evolution;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Message;
import dev.promissory.domain.Message.Answer;
import dev.promissory.domain.OpenPromise;
import dev.promissory.processor.FactCheck.Refusal;
import dev.promissory.processor.StewardFault.Kind;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.MessageJson;
import dev.promissory.protocol.Outcome;
import dev.promissory.protocol.SealCheck;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.steward.AnswerMemory;
import dev.promissory.steward.AppliedOffsets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;

/** The stores of one partition, as {@link StewardFold} works them out. */
final class PartitionFold {

    /** Beside the stewards' own stores: answers to open promises, until they were applied and their promise has ended. */
    static final int WAITING = StewardStore.values().length;

    /** And the hash of each fact, by wallet and sequence: a copy has the same, and another fact in that place has not. */
    private static final int HASHES = WAITING + 1;

    private final int partition;
    private final List<FoldedRows> rows;
    private final FoldedRows waiting;
    private final FoldedRows hashes;
    private final FoldedSlices slices;
    private final AnswerMemory answers;
    private final StewardStores stores;
    private final List<Fact> ofOneCommand = new ArrayList<>();
    private Optional<Cause> lastCause = Optional.empty();
    private long newestMs;

    PartitionFold(FoldStorage storage, int partition, Duration rememberFor, TopicLayout layout) {
        this.partition = partition;
        this.rows = List.of(StewardStore.values()).stream()
                .map(store -> storage.rows(store.storeName(), store.ordinal(), partition))
                .toList();
        this.waiting = storage.rows("waiting", WAITING, partition);
        this.hashes = storage.rows("hashes", HASHES, partition);
        this.slices = new FoldedSlices(rows(StewardStore.REMEMBERED_COMMANDS));
        this.answers = new AnswerMemory(slices, rememberFor);
        // Timers are set here and never taken, so no clock is asked.
        TimerStore timers = new TimerStore(rows(StewardStore.MEMORY), () -> 0);
        this.stores = new StewardStores(
                new WalletStore(rows(StewardStore.WALLETS)),
                MemoryStore.of(rows(StewardStore.MEMORY), timers),
                timers,
                new ReceivedPromises(rows(StewardStore.RECEIVED_PROMISES)),
                new CommandMemory(answers),
                new AppliedOffsets(rows(StewardStore.APPLIED_OFFSETS), layout));
    }

    StewardStores stores() {
        return stores;
    }

    FoldedRows rows(StewardStore store) {
        return rows.get(store.ordinal());
    }

    long oldestSliceMs() {
        return answers.oldestSliceMs(newestMs);
    }

    FoldedSlices slices() {
        return slices;
    }

    /** Takes the fact in; or says what is wrong with it, and changes nothing. */
    Optional<Refusal> fact(Fact fact, SealCheck.Links links, ConsumerRecord<byte[], byte[]> record) {
        WalletRow row = stores.wallets().load(fact.walletId());
        if (fact.sequence() <= row.wallet().sequence() && knows(fact, links)) {
            return Optional.of(new Refusal(Kind.COPY, "fact " + fact.sequence() + " once more"));
        }
        Optional<Refusal> refusal = FactCheck.refusal(row, fact, links, stores.memory());
        if (refusal.isPresent()) {
            return refusal;
        }
        stores.wallets().save(new WalletRow(Evolution.evolve(row.wallet(), fact), links.own()));
        hashes.put(place(fact), links.own());
        stores.memory().note(fact);
        seen(record.timestamp());
        Optional<Cause> cause = Cause.hereOrElsewhere(record.headers());
        boolean byCommand = cause.filter(each -> each.input().topic().equals(Topic.COMMANDS.topicName()))
                .isPresent();
        Optional<byte[]> fingerprint = HeaderNames.readHex(record.headers(), HeaderNames.FINGERPRINT);
        if (byCommand && fingerprint.isPresent()) {
            remember(fact, cause, fingerprint.get());
        }
        return Optional.empty();
    }

    /** Whether this very fact was taken in. */
    boolean knows(Fact fact, SealCheck.Links links) {
        return Arrays.equals(links.own(), hashes.get(place(fact)));
    }

    private static Bytes place(Fact fact) {
        byte[] walletId = fact.walletId().value().getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(ByteBuffer.allocate(walletId.length + Long.BYTES)
                .put(walletId)
                .putLong(fact.sequence())
                .array());
    }

    /** Takes in what the stewards remember of it beside the wallet; or says what is wrong with it, and changes nothing. */
    Optional<Refusal> memoryOf(Fact fact) {
        Optional<Refusal> refusal = FactCheck.refusal(fact, stores.memory());
        if (refusal.isEmpty()) {
            stores.memory().note(fact);
        }
        return refusal;
    }

    /** All facts of one command lie side by side, and each adds to its answer. */
    private void remember(Fact fact, Optional<Cause> cause, byte[] fingerprint) {
        if (!cause.equals(lastCause)) {
            ofOneCommand.clear();
            lastCause = cause;
        }
        ofOneCommand.add(fact);
        Outcome answer = Outcome.Accepted.of(fact.walletId(), fact.head().commandId(), fact.sequence(), ofOneCommand);
        stores.answers().remember(new RememberedOutcome(fingerprint, answer), newestMs);
    }

    /**
     * Remembers an answer that no fact shows; or says how the facts contradict it.
     *
     * @param streamTimeMs when it was given
     */
    Optional<String> outcome(Outcome outcome, byte[] fingerprint, long streamTimeMs) {
        seen(streamTimeMs);
        if (answers.sliceStartMs(streamTimeMs) < answers.oldestSliceMs(newestMs)) {
            return Optional.empty();
        }
        RememberedOutcome said = new RememberedOutcome(fingerprint, outcome);
        Optional<RememberedOutcome> known = stores.answers().recall(outcome.walletId(), outcome.commandId(), newestMs);
        if (known.isPresent()) {
            return said.isSameAs(known.get())
                    ? Optional.empty()
                    : Optional.of("the answer to " + outcome.commandId() + " is not what followed from it");
        }
        if (outcome instanceof Outcome.Accepted accepted && accepted.namesFacts()) {
            return Optional.of("the answer to " + outcome.commandId() + " names facts that are not there");
        }
        long last = stores.wallets().load(outcome.walletId()).wallet().sequence();
        if (outcome.sequence() > last) {
            return Optional.of("the answer to " + outcome.commandId() + " names fact " + outcome.sequence()
                    + ", but the newest is " + last);
        }
        stores.answers().remember(said, streamTimeMs);
        return Optional.empty();
    }

    /** An answer to one of these wallets' promises. What it changes depends on whether it has been applied. */
    void answer(Answer answer, long offset, byte[] value) {
        if (stores.memory().promises().find(answer.promiseId()).isPresent()) {
            waiting.put(
                    Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(offset).array()), value);
        }
    }

    /** When everything has been read. */
    void finish(AppliedCauses causes) {
        for (Topic input : List.of(Topic.COMMANDS, Topic.TRANSFERS)) {
            causes.applied(input(input)).ifPresent(offset -> stores.applied().advance(input.topicName(), offset));
        }
        OptionalLong last = causes.applied(input(Topic.TRANSFERS));
        try (KeyValueIterator<Bytes, byte[]> all = waiting.all()) {
            while (all.hasNext()) {
                var row = all.next();
                if (last.isPresent() && ByteBuffer.wrap(row.key.get()).getLong() <= last.getAsLong()) {
                    Answer answer = (Answer) MessageJson.read(row.value);
                    apply(answer);
                    forgetIfEnded(answer, row.key);
                }
            }
        }
        slices.forgetBefore(answers.oldestSliceMs(newestMs));
    }

    private TopicPartition input(Topic topic) {
        return new TopicPartition(topic.topicName(), partition);
    }

    /** When the last one agrees, a fact follows: a promise still asking has not applied that answer. */
    private void apply(Answer answer) {
        boolean wouldSettle = answer instanceof Message.PromiseAgreed
                && stores.memory()
                        .promises()
                        .find(answer.promiseId())
                        .filter(promise -> promise.stage() == OpenPromise.Stage.ASKED)
                        .filter(promise -> promise.awaited().size() == 1)
                        .isPresent();
        if (!wouldSettle) {
            stores.memory().note(answer);
        }
    }

    /** A promise that has ended is never open again: when more is given later, there is nothing the answer could change. */
    private void forgetIfEnded(Answer answer, Bytes place) {
        if (stores.memory().promises().find(answer.promiseId()).isEmpty()) {
            waiting.put(place, null);
        }
    }

    private void seen(long streamTimeMs) {
        long before = answers.oldestSliceMs(newestMs);
        newestMs = Math.max(newestMs, streamTimeMs);
        long oldest = answers.oldestSliceMs(newestMs);
        if (oldest > before) {
            slices.forgetBefore(oldest);
        }
    }
}
