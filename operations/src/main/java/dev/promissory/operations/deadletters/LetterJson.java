package dev.promissory.operations.deadletters;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.protocol.Json;
import java.util.HexFormat;
import org.apache.kafka.common.header.Header;

/** Letters for programs to read. What is no text is hexadecimal, under a name that ends with Hex. */
public final class LetterJson {

    private LetterJson() {}

    /** Without value and headers. */
    public static ObjectNode summary(FiledLetter filed) {
        Letter letter = filed.letter();
        ObjectNode json = Json.object()
                .put("letter", letter.offset())
                .put("at", Json.time(letter.at()))
                .put("reason", letter.reason().orElse(null));
        letter.origin().ifPresentOrElse(origin -> json.put("origin", origin.toString()), () -> json.putNull("origin"));
        put(json, "key", letter.key());
        json.put("bytes", letter.size());
        letter.replayOf().ifPresent(earlier -> json.put("replayOf", earlier));
        json.put("state", filed.resolution().map(Resolution::outcome).orElse("open"));
        filed.resolution().ifPresent(resolution -> {
            json.put("resolvedAt", Json.time(resolution.at()));
            resolution.because().ifPresent(because -> json.put("because", because));
            resolution.replayedTo().ifPresent(to -> json.put("replayedTo", to));
        });
        return json;
    }

    public static ObjectNode whole(FiledLetter filed) {
        ObjectNode json = summary(filed);
        ArrayNode headers = json.putArray("headers");
        for (Header header : filed.letter().received()) {
            put(headers.addObject().put("name", header.key()), "value", header.value());
        }
        put(json, "value", filed.letter().value());
        return json;
    }

    public static ObjectNode repair(Repair repair) {
        ObjectNode json = Json.object().put("letter", repair.letter());
        return switch (repair) {
            case Repair.Replayed replayed ->
                json.put("done", "replayed").put("replayedTo", replayed.to().toString());
            case Repair.Discarded discarded -> json.put("done", "discarded");
            case Repair.Refused refused -> json.put("done", "nothing").put("because", refused.reason());
        };
    }

    private static void put(ObjectNode json, String name, byte[] bytes) {
        if (bytes == null) {
            json.putNull(name);
        } else {
            Shown.text(bytes)
                    .ifPresentOrElse(
                            text -> json.put(name, text),
                            () -> json.put(name + "Hex", HexFormat.of().formatHex(bytes)));
        }
    }
}
