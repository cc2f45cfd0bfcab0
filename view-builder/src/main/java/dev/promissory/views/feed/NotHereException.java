package dev.promissory.views.feed;

import dev.promissory.protocol.Topic;

/** This view cannot vouch for a partition's facts: it is not, or no longer, on this instance, or comes back just now. */
public final class NotHereException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotHereException(int partition) {
        super("The view of " + Topic.FACTS.topicName() + "-" + partition + " is not, or no longer, on this instance.");
    }
}
