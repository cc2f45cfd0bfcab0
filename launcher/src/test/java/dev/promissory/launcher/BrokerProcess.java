package dev.promissory.launcher;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** An embedded broker in a process of its own, for tests in which that process dies. */
final class BrokerProcess implements AutoCloseable {
    private final Process process;
    private final String bootstrap;

    private BrokerProcess(Process process, String bootstrap) {
        this.process = process;
        this.bootstrap = bootstrap;
    }

    /** Returns when the broker takes requests; its standard error goes to the file. */
    static BrokerProcess start(Path folder, Path errors) throws IOException {
        Process process = ChildJvm.of(BrokerProcess.class, List.of("-Xmx512m"), folder.toString())
                .redirectError(errors.toFile())
                .start();
        BufferedReader output = process.inputReader();
        return new BrokerProcess(process, output.readLine());
    }

    String bootstrap() {
        return bootstrap;
    }

    /** What kill -9 does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        kill();
    }

    /** Runs until it is killed, or until the broker reports a fault: then it ends with status 3. */
    public static void main(String[] arguments) throws InterruptedException {
        CountDownLatch fault = new CountDownLatch(1);
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), 0, cause -> fault.countDown());
        System.out.println(broker.bootstrap());
        fault.await();
        System.exit(3);
    }
}
