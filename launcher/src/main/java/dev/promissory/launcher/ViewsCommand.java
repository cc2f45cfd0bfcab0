package dev.promissory.launcher;

import dev.promissory.kit.KafkaConnection;
import dev.promissory.views.ViewBuilder;
import dev.promissory.views.ViewSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One view-builder on an existing cluster. */
@Command(name = "views", description = "Run one view-builder.", mixinStandardHelpOptions = true)
final class ViewsCommand implements Callable<Integer> {

    private static final int DEFAULT_PORT = 8081;

    @Mixin
    private PortOption port;

    @Mixin
    private DataOption data;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Mixin
    private MintKeyOption mintKey;

    @Mixin
    private ViewOptions views;

    @Override
    public Integer call() throws Exception {
        KafkaConnection kafka = kafkaOptions.connection();
        SingleService single = new SingleService(port.orElse(DEFAULT_PORT));
        DataFolder folder = single.add(data::open);
        ViewSettings settings = views.settings(
                kafka,
                kafkaOptions,
                SingleService.DEFAULT_PARTITIONS,
                folder.viewsState(),
                data.namedSigningKey(),
                mintKey.named());
        return single.run(settings, running -> ViewBuilder.start(settings, running.metrics(), running.fatal()));
    }
}
