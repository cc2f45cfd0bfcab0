package dev.promissory.benchmarks.yardstick;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.processor.ProcessorSettings;
import dev.promissory.processor.WalletProcessor;
import dev.promissory.protocol.TopicProvisioner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;

/** Stewards in this process, on topics that they make. */
final class OwnStewards implements Stewards.Stage, Restore.Restored {

    private final ProcessorSettings settings;
    private WalletProcessor processor;

    /** @param folder for their state and their key */
    OwnStewards(KafkaConnection kafka, Path folder, int partitions, int threads) {
        this.settings = new ProcessorSettings(
                kafka,
                folder.resolve("stewards"),
                key(folder),
                true,
                true,
                ProcessorSettings.DEFAULT_REMEMBER_FOR,
                threads,
                OptionalInt.of(partitions),
                partitions);
        try (Admin admin = Admin.create(kafka.with(Map.of()))) {
            new TopicProvisioner(admin, OptionalInt.of(partitions), partitions).provision();
        }
    }

    static Path key(Path folder) {
        return folder.resolve("signing.key");
    }

    @Override
    public Path stateDir() {
        return settings.stateDir();
    }

    @Override
    public void start() {
        processor = WalletProcessor.start(settings, new SimpleMeterRegistry(), new Fatal());
    }

    @Override
    public boolean isReady() {
        return processor.health().ready();
    }

    @Override
    public boolean outlivesTheBench() {
        return false;
    }

    @Override
    public void close() {
        if (processor != null) {
            processor.close();
        }
    }
}
