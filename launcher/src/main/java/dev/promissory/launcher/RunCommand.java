package dev.promissory.launcher;

import dev.promissory.gateway.CommandGateway;
import dev.promissory.gateway.GatewaySettings;
import dev.promissory.gateway.ViewsAddress;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.mint.service.Mint;
import dev.promissory.mint.service.MintSettings;
import dev.promissory.processor.ProcessorSettings;
import dev.promissory.processor.WalletProcessor;
import dev.promissory.views.ViewBuilder;
import dev.promissory.views.ViewSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything in one process: broker, stewards, views, gateway and mint. */
@Command(
        name = "run",
        description = "Run everything in one process, with a Kafka broker of its own or on an existing cluster.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final int DEFAULT_PORT = 8080;
    private static final int DEFAULT_PARTITIONS = 4;

    @Mixin
    private PortOption port;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            description = "Where the embedded broker listens, on this machine only. Default: 9092.")
    private int kafkaPort = 9092;

    @Mixin
    private DataOption data;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Mixin
    private StewardOptions stewards;

    @Mixin
    private GatewayOptions gateway;

    @Mixin
    private ViewOptions views;

    @Mixin
    private MintKeyOption mintKey;

    @Mixin
    private MintOptions mint;

    @Option(
            names = "--mint",
            arity = "1",
            paramLabel = "true|false",
            description = "Whether the mint runs too. Default: true.")
    private boolean withMint = true;

    @Override
    public Integer call() throws Exception {
        int wantedPort = port.orElse(DEFAULT_PORT);
        DataFolder folder = data.open();
        // Read by logback.xml when the first logger is made, which is the next line's doing.
        System.setProperty("PROMISSORY_LOG_DIR", folder.logs().toString());
        Running running = new Running();
        running.add(() -> folder);
        KafkaConnection kafka = kafkaOptions.hasBootstrap() ? kafkaOptions.connection() : broker(running, folder);
        Path key = data.signingKey(folder);
        int processors = Runtime.getRuntime().availableProcessors();
        ProcessorSettings ofStewards = stewards.settings(
                kafka,
                kafkaOptions,
                DEFAULT_PARTITIONS,
                stewardThreads(processors),
                folder.processorState(),
                key,
                true);
        running.serve(ofStewards, () -> WalletProcessor.start(ofStewards, running.metrics(), running.fatal()));
        GatewaySettings ofGateway =
                gateway.settings(kafka, kafkaOptions, DEFAULT_PARTITIONS, new ViewsAddress.SamePort());
        running.serve(ofGateway, () -> CommandGateway.start(ofGateway, running.metrics(), running.fatal()));
        Optional<Path> mintKeyFile = Optional.of(mintKey.in(folder)).filter(file -> withMint || Files.exists(file));
        if (withMint) {
            MintSettings ofMint = mint.settings(
                    kafka, kafkaOptions, DEFAULT_PARTITIONS, folder, mintKey.in(folder), true, Optional.of(key));
            running.serve(ofMint, () -> Mint.start(ofMint, running.metrics(), running.fatal()));
        }
        ViewSettings ofViews = views.settings(
                kafka, kafkaOptions, DEFAULT_PARTITIONS, folder.viewsState(), Optional.of(key), mintKeyFile);
        running.serve(ofViews, () -> ViewBuilder.start(ofViews, running.metrics(), running.fatal()));

        int listening = running.listen(wantedPort);
        running.awaitReady();
        System.out.println("Promissory is ready: http://localhost:" + listening + " (Kafka: " + kafka.bootstrap()
                + ", data: " + folder.root() + ")");
        running.awaitEnd();
        return 0;
    }

    /** One for each pair of processors, two at most: the views, HTTP and mostly the broker are on them, too. */
    static int stewardThreads(int processors) {
        return Math.clamp(processors / 2, 1, 2);
    }

    private KafkaConnection broker(Running running, DataFolder folder) {
        EmbeddedBroker broker = running.add(() -> EmbeddedBroker.start(
                folder.kafka(), kafkaPort, cause -> running.fatal().report("embedded broker", cause)));
        return kafkaOptions.connection(broker.bootstrap());
    }
}
