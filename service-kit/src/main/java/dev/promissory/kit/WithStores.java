package dev.promissory.kit;

import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Processors that bring their stores. Several suppliers with the same builders share the stores of their partition, and
 * with them its thread.
 */
public record WithStores<K, V>(ProcessorSupplier<byte[], byte[], K, V> processors, Set<StoreBuilder<?>> stores)
        implements ProcessorSupplier<byte[], byte[], K, V> {

    @Override
    public Processor<byte[], byte[], K, V> get() {
        return processors.get();
    }
}
