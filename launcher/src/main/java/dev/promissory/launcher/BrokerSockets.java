package dev.promissory.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The two listening sockets of the embedded broker, bound before the broker exists. So a port in use is found before
 * anything has started, and the broker's configuration can name real port numbers, also of ports that the system chose.
 */
final class BrokerSockets implements ServerSocketFactory, AutoCloseable {
    static final String CLIENTS = "CLIENTS";
    static final String CONTROLLER = "CONTROLLER";

    /** Connections that may wait to be accepted: the broker's own default, which comes too late to be asked. */
    private static final int BACKLOG = 50;

    private final Map<String, ServerSocketChannel> channels;

    private BrokerSockets(Map<String, ServerSocketChannel> channels) {
        this.channels = channels;
    }

    /** Binds on the loopback address only: this broker has no authentication. Port 0 lets the system choose. */
    static BrokerSockets bind(int clientsPort) {
        try {
            ServerSocketChannel clients = bindTo(clientsPort);
            try {
                return new BrokerSockets(Map.of(CLIENTS, clients, CONTROLLER, bindTo(0)));
            } catch (IOException e) {
                clients.close();
                throw e;
            }
        } catch (BindException e) {
            throw new LaunchException(
                    "port " + clientsPort + " for Kafka is in use; choose another with --kafka-port", e);
        } catch (IOException e) {
            throw new LaunchException("cannot listen on port " + clientsPort + " for Kafka: " + e.getMessage(), e);
        }
    }

    private static ServerSocketChannel bindTo(int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    int port(String listener) {
        return channels.get(listener).socket().getLocalPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferSize) {
        return channels.get(listener);
    }

    @Override
    public void close() {
        for (ServerSocketChannel channel : channels.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
