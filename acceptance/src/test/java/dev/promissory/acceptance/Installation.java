package dev.promissory.acceptance;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The checkout under test, and how its start script is called. */
final class Installation {

    private Installation() {}

    /** The folder with the start script: the nearest one above the module that the tests run in. */
    static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isExecutable(folder.resolve("promissory"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** A process of the start script, which does not build: the tests run what has just been built. */
    static ProcessBuilder script(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command(home().resolve("promissory").toString());
        builder.command().addAll(List.of(arguments));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PROMISSORY_"));
        environment.put("PROMISSORY_SKIP_BUILD", "yes");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        // They live for seconds: what the second compiler gains comes too late, and takes half of the processor.
        environment.put("PROMISSORY_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        return builder;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }
}
