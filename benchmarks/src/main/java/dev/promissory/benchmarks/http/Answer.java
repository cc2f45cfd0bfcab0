package dev.promissory.benchmarks.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.benchmarks.load.Ending;
import dev.promissory.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What came back.
 *
 * @param body empty when nothing did
 */
public record Answer(Ending ending, byte[] body) {

    public static Answer none(Ending ending) {
        return new Answer(ending, new byte[0]);
    }

    public boolean isGood() {
        return ending == Ending.GOOD;
    }

    /** @throws dev.promissory.protocol.UnreadableException when the body is no JSON object */
    public ObjectNode json() {
        return Json.readObject(body, Integer.MAX_VALUE);
    }

    /** How many facts the wallet had then: of an outcome as well as of a wallet. */
    public long sequence() {
        return json().path("sequence").asLong();
    }

    /** The body's lines. */
    public List<String> lines() {
        return text().lines().toList();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
