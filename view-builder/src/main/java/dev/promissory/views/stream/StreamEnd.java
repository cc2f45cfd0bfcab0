package dev.promissory.views.stream;

/** Why a stream of facts is no longer open. */
enum StreamEnd {
    /** The client has gone. */
    CLIENT_GONE("client-gone"),
    /** The client took too long to read, and was disconnected. */
    SLOW("slow"),
    /** This side ended it: it stops, or cannot vouch for the facts any longer. */
    ENDED("ended");

    private final String label;

    StreamEnd(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
