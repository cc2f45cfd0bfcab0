package dev.promissory.kit;

/** The HTTP port cannot be had because another process listens on it. */
public final class PortInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int port;

    public PortInUseException(int port, Throwable cause) {
        super("Port " + port + " is already in use.", cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
