package dev.promissory.launcher;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.processor.ProcessorSettings;
import dev.promissory.processor.WalletProcessor;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One wallet-processor on an existing cluster. */
@Command(name = "processor", description = "Run one wallet-processor.", mixinStandardHelpOptions = true)
final class ProcessorCommand implements Callable<Integer> {

    private static final int DEFAULT_PORT = 8082;
    private static final int DEFAULT_THREADS = 2;

    @Mixin
    private PortOption port;

    @Mixin
    private DataOption data;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Mixin
    private StewardOptions stewards;

    @Option(
            names = "--create-signing-key",
            description = "Make the signing key when its file is missing. For the first processor of a system only:"
                    + " all must have the same.")
    private boolean createSigningKey;

    @Override
    public Integer call() throws Exception {
        KafkaConnection kafka = kafkaOptions.connection();
        SingleService single = new SingleService(port.orElse(DEFAULT_PORT));
        DataFolder folder = single.add(data::open);
        ProcessorSettings settings = stewards.settings(
                kafka,
                kafkaOptions,
                SingleService.DEFAULT_PARTITIONS,
                DEFAULT_THREADS,
                folder.processorState(),
                data.signingKey(folder),
                createSigningKey);
        return single.run(settings, running -> WalletProcessor.start(settings, running.metrics(), running.fatal()));
    }
}
