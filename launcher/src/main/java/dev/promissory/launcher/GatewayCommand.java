package dev.promissory.launcher;

import dev.promissory.gateway.CommandGateway;
import dev.promissory.gateway.GatewaySettings;
import dev.promissory.gateway.ViewsAddress;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One command-gateway on an existing cluster. */
@Command(name = "gateway", description = "Run one command-gateway.", mixinStandardHelpOptions = true)
final class GatewayCommand implements Callable<Integer> {

    private static final int DEFAULT_PORT = 8080;

    @Mixin
    private PortOption port;

    @Mixin
    private KafkaOptions kafkaOptions;

    @Mixin
    private GatewayOptions gateway;

    @Override
    public Integer call() throws Exception {
        GatewaySettings settings = gateway.settings(
                kafkaOptions.connection(), kafkaOptions, SingleService.DEFAULT_PARTITIONS, new ViewsAddress.Nowhere());
        SingleService single = new SingleService(port.orElse(DEFAULT_PORT));
        return single.run(settings, running -> CommandGateway.start(settings, running.metrics(), running.fatal()));
    }
}
