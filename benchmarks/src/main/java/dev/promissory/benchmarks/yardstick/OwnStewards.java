package dev.promissory.benchmarks.yardstick;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.processor.ProcessorSettings;
import dev.promissory.processor.WalletProcessor;
import dev.promissory.protocol.TopicProvisioner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;

/** Stewards in this process, on topics that they make; as one instance or several. */
final class OwnStewards implements Stewards.Stage, Restore.Restored {

    private final Path stateDir;
    private final List<ProcessorSettings> instances;
    private final List<WalletProcessor> processors = new ArrayList<>();

    /**
     * @param folder for their state and their key
     * @param threads of each instance
     */
    OwnStewards(KafkaConnection kafka, Path folder, int partitions, int threads, int instances) {
        this.stateDir = folder.resolve("stewards");
        this.instances = IntStream.range(0, instances)
                .mapToObj(instance -> new ProcessorSettings(
                        kafka,
                        stateDir.resolve(Integer.toString(instance)),
                        key(folder),
                        true,
                        true,
                        ProcessorSettings.DEFAULT_REMEMBER_FOR,
                        threads,
                        ProcessorSettings.DEFAULT_COMMIT_PAUSE,
                        OptionalInt.of(partitions),
                        partitions))
                .toList();
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            new TopicProvisioner(admin, OptionalInt.of(partitions), partitions).provision();
        }
    }

    static Path key(Path folder) {
        return folder.resolve("signing.key");
    }

    @Override
    public Path stateDir() {
        return stateDir;
    }

    @Override
    public void start() {
        for (ProcessorSettings settings : instances) {
            processors.add(WalletProcessor.start(settings, new SimpleMeterRegistry(), new Fatal()));
        }
    }

    @Override
    public boolean isReady() {
        return processors.stream().allMatch(processor -> processor.health().ready());
    }

    @Override
    public boolean outlivesTheBench() {
        return false;
    }

    @Override
    public void close() {
        processors.forEach(WalletProcessor::close);
        processors.clear();
    }
}
