package dev.promissory.benchmarks.load;

import java.util.Locale;

/** How a request ended. */
public enum Ending {
    GOOD("answered", true),
    /** 202, or a line of a batch that says so: the answer did not come in time. */
    UNKNOWN("unknown (202)", true),
    /** 429 or 503, or a line of a batch that says so: the system did not take it. */
    NOT_ACCEPTED("not accepted (429, 503)", false),
    /** Any other 4xx, or a line of a batch that says so. */
    REJECTED("rejected", false),
    SERVER_ERROR("server error", false),
    CONNECTION_REFUSED("connection refused", false),
    CONNECTION_BROKEN("connection broken", false),
    /** The client gave up waiting. */
    TIMED_OUT("timed out", true),
    /** It was due so long ago that it was given up before it was sent. */
    NOT_SENT("not sent in time", true);

    private final String label;
    private final boolean waitedFor;

    Ending(String label, boolean waitedFor) {
        this.label = label;
        this.waitedFor = waitedFor;
    }

    /** For people. */
    public String label() {
        return label;
    }

    /** For programs: {@code not-accepted}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the time it took counts among the latencies: a quick refusal would only make them look better. */
    public boolean isWaitedFor() {
        return waitedFor;
    }

    /** What an HTTP status means. */
    public static Ending ofStatus(int status) {
        return switch (status) {
            case 200, 201 -> GOOD;
            case 202 -> UNKNOWN;
            case 429, 503 -> NOT_ACCEPTED;
            default -> status >= 400 && status < 500 ? REJECTED : SERVER_ERROR;
        };
    }
}
