package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.launcher.EmbeddedBroker;
import dev.promissory.protocol.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each service in a process of its own, on a Kafka that none of them brought. */
class SeparateServicesTest {

    private static final Duration START = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final List<LaunchedProcess> processes = new ArrayList<>();
    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0, SeparateServicesTest::unexpected);
    }

    @AfterEach
    void stop() {
        processes.forEach(LaunchedProcess::close);
        broker.close();
    }

    @Test
    void twoGatewaysTheStewardsAndTheViewsWorkTogether() {
        Path key = folder.resolve("signing.key");
        service("processor", 0, "--create-signing-key", "--signing-key-file", key.toString(), "--partitions", "2")
                .awaitReady(START);
        int[] ports = {Installation.freePort(), Installation.freePort(), Installation.freePort()};
        LaunchedProcess one = gateway(ports[0]);
        LaunchedProcess other = gateway(ports[1]);
        LaunchedProcess views = service("views", ports[2], "--signing-key-file", key.toString());
        List.of(one, other, views).forEach(each -> each.awaitReady(START));

        new Api(ports[0]).deposit("alice", "10.00", "EUR").expect(201);
        String first = transfer(ports[0]);
        String again = transfer(ports[1]);

        assertThat(again).isEqualTo(first.replace("}]}", "}],\"replayed\":true}"));
        Api api = new Api(ports[2]);
        assertThat(api.get("/wallets/bob?minSequence=2").expect(200).text())
                .contains("\"total\":\"3.00\"", "\"trust\":{\"state\":\"verified\"}");
        assertThat(api.get("/wallets/alice/commands/t-1").expect(200).text()).contains("\"status\":\"accepted\"");
        assertThat(one.terminate()).isEqualTo(143);
        assertThat(views.terminate()).isEqualTo(143);
    }

    @Test
    void aProcessWhoseStreamDiesEndsAndSaysWhy() throws Exception {
        LaunchedProcess stewards = service("processor", 0, "--create-signing-key", "--partitions", "1");
        stewards.awaitReady(START);

        try (KafkaDesk desk = new KafkaDesk(broker.bootstrap())) {
            desk.shut(Topic.FACTS);
            desk.deposit("d-1", "alice", "1.00");
            desk.flush();
        }

        assertThat(stewards.awaitExit(START)).isEqualTo(1);
        assertThat(stewards.output()).contains("promissory: the processor broke", Topic.FACTS.topicName());
    }

    private static String transfer(int port) {
        return new Api(port)
                .transfer("alice", "bob", "3.00", "EUR", "Idempotency-Key", "t-1")
                .expect(201)
                .text();
    }

    private LaunchedProcess gateway(int port) {
        return service("gateway", port);
    }

    private LaunchedProcess service(String name, int port, String... more) {
        List<String> arguments = new ArrayList<>(List.of(name, "--bootstrap", broker.bootstrap()));
        arguments.addAll(List.of("--port", Integer.toString(port)));
        if (!name.equals("gateway")) {
            arguments.addAll(List.of("--data", folder.resolve(name).toString()));
        }
        arguments.addAll(List.of(more));
        LaunchedProcess process = new LaunchedProcess(arguments.toArray(String[]::new));
        processes.add(process);
        return process;
    }

    private static void unexpected(Throwable fault) {
        throw new AssertionError("the broker broke", fault);
    }
}
