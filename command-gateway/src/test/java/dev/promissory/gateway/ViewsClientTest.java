package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.kit.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Views that begin to answer and do not end. */
class ViewsClientTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"})
    void waitsForTheLastByteAndNoLongerThanItsTime(String beginning) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ViewsClient client = new ViewsClient(at(listener), Duration.ofMillis(500))) {
            Thread.ofVirtual().start(() -> begin(listener, beginning));

            assertThatThrownBy(() -> client.ask(0, "/promises/alice~9", Set.of()))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            refusal -> assertThat(refusal.problem().code()).isEqualTo("views-unavailable"));
        }
    }

    private static ViewsAddress at(ServerSocket listener) {
        return new ViewsAddress.At(URI.create("http://127.0.0.1:" + listener.getLocalPort()));
    }

    /** Says this, and then nothing, until the other has gone or the test is over. */
    private static void begin(ServerSocket listener, String beginning) {
        try (Socket socket = listener.accept()) {
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // The client has ended its connection, or the test its listener: then there is nobody to say more to.
            return;
        }
    }
}
