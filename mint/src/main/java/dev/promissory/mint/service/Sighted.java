package dev.promissory.mint.service;

import dev.promissory.steward.Origin;
import org.apache.kafka.common.Uuid;

/**
 * A sighting, and where it was made. What one source tells about a currency comes in the order of its offsets; so whatever
 * is not above the last one is a copy, however late it comes and whoever put it there.
 *
 * @param source the id of the topic and the number of the partition: a topic that was made anew is another source
 */
record Sighted(Sighting sighting, String source, long offset) {

    static Sighted at(Sighting sighting, Uuid topicId, Origin origin) {
        return new Sighted(sighting, topicId + "-" + origin.partition(), origin.offset());
    }
}
