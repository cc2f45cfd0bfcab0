package dev.promissory.steward;

import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Processors that bring their stores. Several suppliers with the same builders share the stores of their partition, and
 * with them its thread.
 */
public record WithStores<I, O>(ProcessorSupplier<byte[], I, byte[], O> processors, Set<StoreBuilder<?>> stores)
        implements ProcessorSupplier<byte[], I, byte[], O> {

    @Override
    public Processor<byte[], I, byte[], O> get() {
        return processors.get();
    }
}
