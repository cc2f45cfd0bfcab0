package dev.promissory.rates;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP source that does what a test tells it to: answer, fail, stall. Each request has a connection of its own. */
final class StandInSource implements AutoCloseable {

    /** What it does with one request, whose head it has read. */
    interface Deed {
        void on(Socket connection) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger hungUp = new AtomicInteger();
    private final ConcurrentLinkedQueue<Deed> next = new ConcurrentLinkedQueue<>();
    private volatile Deed always = answer(404, "");

    StandInSource() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI url(String path) {
        return URI.create("http://localhost:" + listener.getLocalPort() + path);
    }

    /** How many requests have come. */
    int requests() {
        return requests.get();
    }

    /** How often the other side of a {@link #sayAndStay} has closed the connection. */
    int hungUp() {
        return hungUp.get();
    }

    /** From now on, until told otherwise. */
    StandInSource always(Deed deed) {
        always = deed;
        return this;
    }

    /** For one request, before {@link #always}. */
    StandInSource once(Deed deed) {
        next.add(deed);
        return this;
    }

    static Deed answer(int status, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return connection -> {
            write(connection, head(status, headers) + "Content-Length: " + bytes.length + "\r\n\r\n");
            connection.getOutputStream().write(bytes);
        };
    }

    /** The connection breaks without a word. */
    static Deed reset() {
        return connection -> connection.setSoLinger(true, 0);
    }

    /** Not a byte, until the test ends. */
    Deed stall() {
        return connection -> closed.await();
    }

    /** A good beginning, and then one byte at a time for as long as anybody listens. */
    Deed drip() {
        return connection -> {
            write(connection, head(200) + "Content-Length: 100000\r\n\r\n[");
            while (!closed.await(20, TimeUnit.MILLISECONDS)) {
                write(connection, " ");
            }
        };
    }

    /** An answer of any length, as long as anybody listens. */
    Deed pour() {
        return connection -> {
            write(connection, head(200) + "\r\n[");
            while (closed.getCount() > 0) {
                write(connection, " ".repeat(8_192));
            }
        };
    }

    static Deed say(String anything) {
        return connection -> write(connection, anything);
    }

    /** It says this and never closes the connection by itself. */
    Deed sayAndStay(String anything) {
        return connection -> {
            write(connection, anything);
            if (connection.getInputStream().read() < 0) {
                hungUp.incrementAndGet();
            }
        };
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (closed.getCount() > 0) {
            try {
                Socket connection = listener.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                // The listener was closed.
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader head =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            String line = head.readLine();
            while (line != null && !line.isEmpty()) {
                line = head.readLine();
            }
            requests.incrementAndGet();
            Deed deed = next.poll();
            (deed == null ? always : deed).on(connection);
        } catch (IOException | InterruptedException e) {
            // The one who asked has gone, as it should when it has heard enough.
            return;
        }
    }

    private static String head(int status, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }

    private static void write(Socket connection, String text) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
