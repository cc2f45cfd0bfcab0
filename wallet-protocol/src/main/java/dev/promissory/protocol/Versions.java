package dev.promissory.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.List;

/**
 * The versions that one kind of record has had, told by its field {@code v}. An older record is lifted to the newest
 * version before anything else of it is read, one step after the other, so that readers know one form only.
 */
public final class Versions {

    /** There has been no other than the first. */
    public static final Versions ONLY_THE_FIRST = new Versions(List.of());

    private final List<Upcast> upcasts;

    /** @param upcasts the first lifts from 1 to 2, the second from 2 to 3, and so on */
    public Versions(List<Upcast> upcasts) {
        this.upcasts = List.copyOf(upcasts);
    }

    /** Makes of an object of one version one of the next, in place. What it cannot know it leaves out. */
    public interface Upcast {
        void lift(ObjectNode object);
    }

    public int newest() {
        return upcasts.size() + 1;
    }

    /**
     * @throws NewerVersionException when it is newer than any that is known here
     * @throws UnreadableException when {@code v} is no version
     */
    public void lift(ObjectNode object) {
        for (int version = version(object); version < newest(); version++) {
            upcasts.get(version - 1).lift(object);
            object.put("v", version + 1);
        }
    }

    /** Without {@code v} it is the first: people who type leave it out. */
    private int version(ObjectNode object) {
        JsonNode version = object.get("v");
        if (version == null || version.isNull()) {
            return 1;
        }
        if (!version.isIntegralNumber() || version.bigIntegerValue().signum() <= 0) {
            throw new UnreadableException("v must be a whole number, 1 or more", "v");
        }
        if (version.bigIntegerValue().compareTo(BigInteger.valueOf(newest())) > 0) {
            throw new NewerVersionException(
                    "v is " + version.asText() + ", and the newest version known here is " + newest(), "v");
        }
        return version.intValue();
    }
}
