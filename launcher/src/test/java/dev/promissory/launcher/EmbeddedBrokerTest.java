package dev.promissory.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsThereAfterARestartOnOtherPorts() throws Exception {
        int firstPort;
        try (EmbeddedBroker broker = start();
                KafkaPerson person = new KafkaPerson(broker.bootstrap())) {
            firstPort = broker.port();
            assertThat(broker.bootstrap()).isEqualTo("localhost:" + firstPort);
            person.createTopic(new NewTopic("promises", 3, (short) 1));
            person.writeInOneTransaction("promises", List.of("made", "kept"));
            assertThat(person.read("promises", 2)).containsExactlyInAnyOrder("made", "kept");
        }
        try (ServerSocket taken = new ServerSocket(firstPort, 50, InetAddress.getLoopbackAddress());
                EmbeddedBroker broker = start();
                KafkaPerson person = new KafkaPerson(broker.bootstrap())) {
            assertThat(broker.port()).isNotEqualTo(taken.getLocalPort());
            person.writeInOneTransaction("promises", List.of("returned"));
            assertThat(person.read("promises", 3)).containsExactlyInAnyOrder("made", "kept", "returned");
            assertThat(person.topics()).isEqualTo(Set.of("promises"));
        }
    }

    /** Of each log a killed broker reads the newest segment again, from its beginning. */
    @Test
    void itsLogsAreInPiecesOfWhichAKillLeavesOnlyTheLastToBeReadAgain() throws Exception {
        try (EmbeddedBroker broker = start();
                KafkaPerson person = new KafkaPerson(broker.bootstrap())) {
            person.createTopic(new NewTopic("promises", 1, (short) 1));
            String half = "x".repeat(500_000);
            person.writeInOneTransaction("promises", Collections.nCopies(40, half));

            try (Stream<Path> files = Files.list(folder.resolve("promises-0"))) {
                assertThat(files.filter(file -> file.toString().endsWith(".log")))
                        .hasSizeGreaterThan(1);
            }
            assertThat(person.setting("__transaction_state", "segment.bytes")).isEqualTo("16777216");
        }
    }

    @Test
    void closesWithinTenSecondsAndFreesItsPort() throws Exception {
        EmbeddedBroker broker = start();
        Instant before = Instant.now();
        broker.close();
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        try (ServerSocket again = new ServerSocket(broker.port(), 50, InetAddress.getLoopbackAddress())) {
            assertThat(again.isBound()).isTrue();
        }
    }

    @Test
    void aPortInUseIsOneClearLineAndLeavesTheFolderAlone() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedBroker.start(folder, taken.getLocalPort(), EmbeddedBrokerTest::unexpected))
                    .isInstanceOf(LaunchException.class)
                    .hasMessage("port %d for Kafka is in use; choose another with --kafka-port", taken.getLocalPort());
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNoBrokersIsRefused() throws Exception {
        Files.writeString(folder.resolve("meta.properties"), "version=1\nnode.id=7\ncluster.id=other\n");
        assertThatThrownBy(EmbeddedBrokerTest.this::start)
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("did not start")
                .hasMessageContaining("7");
    }

    private EmbeddedBroker start() {
        return EmbeddedBroker.start(folder, 0, EmbeddedBrokerTest::unexpected);
    }

    private static void unexpected(Throwable fault) {
        throw new AssertionError("the broker reported a fault", fault);
    }
}
