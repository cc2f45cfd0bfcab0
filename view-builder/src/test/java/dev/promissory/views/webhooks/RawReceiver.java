package dev.promissory.views.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** A receiver that answers whatever it is told to, HTTP or not, and never hangs up by itself. */
final class RawReceiver implements AutoCloseable {

    private static final int PATIENCE_MS = 20_000;

    private final ServerSocket listener;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    RawReceiver() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::run);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Each connection gets one answer, whatever comes after it. */
    void answerNext(String answer) {
        answers.add(answer);
    }

    /** Waits until the other side has closed every connection there was. */
    void assertAllHungUp() throws IOException {
        for (Socket connection : connections) {
            connection.setSoTimeout(PATIENCE_MS);
            byte[] rest = connection.getInputStream().readAllBytes();
            assertThat(rest).as("what comes after the request").isEmpty();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void run() {
        try {
            while (!listener.isClosed()) {
                Socket connection = listener.accept();
                connections.add(connection);
                readRequest(connection);
                connection.getOutputStream().write(answers.take().getBytes(StandardCharsets.US_ASCII));
                connection.getOutputStream().flush();
            }
        } catch (IOException | InterruptedException e) {
            // The test is over.
            Thread.currentThread().interrupt();
        }
    }

    /** Up to the end of the body, of which the head says how long it is. */
    private static void readRequest(Socket connection) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = connection.getInputStream().read();
            if (next < 0) {
                throw new IOException("the request has no end");
            }
            head.append((char) next);
        }
        String length = head.toString()
                .lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .findFirst()
                .orElseThrow()
                .substring("Content-Length: ".length());
        connection.getInputStream().readNBytes(Integer.parseInt(length));
    }
}
