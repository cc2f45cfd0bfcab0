package dev.promissory.launcher;

import dev.promissory.kit.PortInUseException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import picocli.CommandLine.Option;

/** The HTTP port; every service has its own default. */
final class PortOption {

    @Option(names = "--port", paramLabel = "PORT", description = "The HTTP port; 0 takes any free one.")
    private Integer port;

    /**
     * The port, which nobody listens on: found out before anything is started, and not after seconds of start-up.
     *
     * @throws PortInUseException when somebody does
     */
    int orElse(int defaultPort) {
        int wanted = port == null ? defaultPort : port;
        if (wanted < 0 || wanted > 65_535) {
            throw new IllegalArgumentException("--port must be between 0 and 65535: " + wanted);
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(wanted));
        } catch (IOException e) {
            throw new PortInUseException(wanted, e);
        }
        return wanted;
    }
}
