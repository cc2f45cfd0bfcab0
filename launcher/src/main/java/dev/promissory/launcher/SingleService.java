package dev.promissory.launcher;

import dev.promissory.kit.Service;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** A process that runs one service on an existing cluster. */
final class SingleService {

    /** For topics that have to be made: enough for a cluster to grow into, since the number can never change. */
    static final int DEFAULT_PARTITIONS = 24;

    private final int port;
    private final Running running;

    SingleService(int port) {
        this.port = port;
        this.running = new Running();
    }

    <P extends AutoCloseable> P add(Supplier<P> part) {
        return running.add(part);
    }

    /**
     * Runs the service until it breaks or a signal comes.
     *
     * @param settings shown at the start; their text holds no secrets
     */
    int run(Record settings, Function<Running, Service> start) throws ExecutionException, InterruptedException {
        System.out.println(settings);
        running.serve(settings, () -> start.apply(running));
        int listening = running.listen(port);
        running.awaitReady();
        System.out.println("Promissory is ready: http://localhost:" + listening);
        running.awaitEnd();
        return 0;
    }
}
