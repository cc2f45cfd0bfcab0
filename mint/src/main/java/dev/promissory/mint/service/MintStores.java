package dev.promissory.mint.service;

import dev.promissory.protocol.TopicLayout;
import dev.promissory.steward.AnswerMemory;
import dev.promissory.steward.AppliedOffsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.WindowStore;

/**
 * All that the mint remembers of the currencies of one partition. It commits with what the mint writes. Currencies, and
 * what is on its way, are few: they are kept in memory, and come back from their changelogs.
 */
record MintStores(
        CurrencyStore currencies,
        OpenAskStore openAsks,
        PendingCommands pending,
        SeenPlaces seen,
        MintMemory memory,
        AppliedOffsets applied) {

    /** Always in this order, so that the topology describes itself alike on every start. */
    static Set<StoreBuilder<?>> builders(Duration rememberFor) {
        return new LinkedHashSet<>(List.of(
                CurrencyStore.builder(),
                OpenAskStore.builder(),
                PendingCommands.builder(),
                SeenPlaces.builder(),
                AnswerMemory.builder(rememberFor),
                AppliedOffsets.builder()));
    }

    static MintStores of(ProcessorContext<?, ?> context, Duration rememberFor, TopicLayout layout) {
        KeyValueStore<Bytes, byte[]> currencies = context.getStateStore(CurrencyStore.NAME);
        KeyValueStore<Bytes, byte[]> openAsks = context.getStateStore(OpenAskStore.NAME);
        KeyValueStore<Bytes, byte[]> pending = context.getStateStore(PendingCommands.NAME);
        KeyValueStore<Bytes, byte[]> seen = context.getStateStore(SeenPlaces.NAME);
        WindowStore<Bytes, byte[]> memory = context.getStateStore(AnswerMemory.NAME);
        KeyValueStore<Bytes, byte[]> applied = context.getStateStore(AppliedOffsets.NAME);
        return new MintStores(
                new CurrencyStore(currencies),
                new OpenAskStore(openAsks),
                new PendingCommands(pending),
                new SeenPlaces(seen),
                new MintMemory(new AnswerMemory(memory, rememberFor)),
                new AppliedOffsets(applied, layout));
    }
}
