package dev.promissory.launcher;

import picocli.CommandLine.Option;

/** The HTTP port; every service has its own default. */
final class PortOption {

    @Option(names = "--port", paramLabel = "PORT", description = "The HTTP port; 0 takes any free one.")
    private Integer port;

    int orElse(int defaultPort) {
        if (port == null) {
            return defaultPort;
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("--port must be between 0 and 65535: " + port);
        }
        return port;
    }
}
