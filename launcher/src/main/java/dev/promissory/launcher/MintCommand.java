package dev.promissory.launcher;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.mint.service.Mint;
import dev.promissory.mint.service.MintSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One mint on an existing cluster. */
@Command(name = "mint", description = "Run one mint.", mixinStandardHelpOptions = true)
final class MintCommand implements Callable<Integer> {

    private static final int DEFAULT_PORT = 8083;

    @Mixin
    private PortOption port;

    @Mixin
    private DataOption data;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Mixin
    private MintKeyOption mintKey;

    @Mixin
    private MintOptions mint;

    @Option(
            names = "--create-mint-key",
            description = "Make the mint's key when its file is missing. For the first mint of a system only: all must"
                    + " have the same.")
    private boolean createMintKey;

    @Override
    public Integer call() throws Exception {
        KafkaConnection kafka = kafkaOptions.connection();
        SingleService single = new SingleService(port.orElse(DEFAULT_PORT));
        DataFolder folder = single.add(data::open);
        MintSettings settings = mint.settings(
                kafka,
                kafkaOptions,
                SingleService.DEFAULT_PARTITIONS,
                folder,
                mintKey.in(folder),
                createMintKey,
                data.namedSigningKey());
        return single.run(settings, running -> Mint.start(settings, running.metrics(), running.fatal()));
    }
}
