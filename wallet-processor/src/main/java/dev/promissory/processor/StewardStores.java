package dev.promissory.processor;

import dev.promissory.domain.StewardMemory;
import dev.promissory.domain.TimerShelf;
import dev.promissory.protocol.TopicLayout;
import dev.promissory.steward.AnswerMemory;
import dev.promissory.steward.AppliedOffsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.WindowStore;

/** All that the stewards of one partition remember. It commits with what they write. */
record StewardStores(
        WalletStore wallets,
        StewardMemory memory,
        TimerStore timers,
        ReceivedPromises receivedPromises,
        CommandMemory answers,
        AppliedOffsets applied) {

    /** Always in this order, so that the topology describes itself alike on every start. */
    static Set<StoreBuilder<?>> builders(Duration rememberFor) {
        return new LinkedHashSet<>(List.of(
                WalletStore.builder(),
                MemoryStore.builder(),
                ReceivedPromises.builder(),
                AnswerMemory.builder(rememberFor),
                AppliedOffsets.builder()));
    }

    /** Of the stewards that hear commands and timers. */
    static StewardStores forCommands(ProcessorContext<?, ?> context, Duration rememberFor, TopicLayout layout) {
        return of(context, rememberFor, layout, timers -> timers);
    }

    /** Of the same stewards where they hear each other: {@link TimerStore} says why they set no timers there. */
    static StewardStores forTransfers(ProcessorContext<?, ?> context, Duration rememberFor, TopicLayout layout) {
        return of(context, rememberFor, layout, TimerStore::onlyCleared);
    }

    /** With a memory that is the same, or a part of it. */
    StewardStores with(StewardMemory other) {
        return new StewardStores(wallets, other, timers, receivedPromises, answers, applied);
    }

    /** The stores of Kafka Streams that all of it lies in. */
    static List<StateStore> stores(ProcessorContext<?, ?> context) {
        return Arrays.stream(StewardStore.values())
                .<StateStore>map(store -> context.getStateStore(store.storeName()))
                .toList();
    }

    private static StewardStores of(
            ProcessorContext<?, ?> context,
            Duration rememberFor,
            TopicLayout layout,
            Function<TimerStore, TimerShelf> shelf) {
        KeyValueStore<Bytes, byte[]> wallets = context.getStateStore(WalletStore.NAME);
        KeyValueStore<Bytes, byte[]> memory = context.getStateStore(MemoryStore.NAME);
        KeyValueStore<Bytes, byte[]> receivedPromises = context.getStateStore(ReceivedPromises.NAME);
        WindowStore<Bytes, byte[]> answers = context.getStateStore(AnswerMemory.NAME);
        KeyValueStore<Bytes, byte[]> applied = context.getStateStore(AppliedOffsets.NAME);
        TimerStore timers = new TimerStore(memory, context::currentSystemTimeMs);
        return new StewardStores(
                new WalletStore(wallets),
                MemoryStore.of(memory, shelf.apply(timers)),
                timers,
                new ReceivedPromises(receivedPromises),
                new CommandMemory(new AnswerMemory(answers, rememberFor)),
                new AppliedOffsets(applied, layout));
    }
}
