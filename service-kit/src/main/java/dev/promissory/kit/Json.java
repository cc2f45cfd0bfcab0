package dev.promissory.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** Writes the kit's own small documents: problems and health. An {@link ObjectWriter} never changes. */
final class Json {

    private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

    private Json() {}

    static byte[] bytes(Map<String, Object> document) {
        try {
            return WRITER.writeValueAsBytes(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not plain JSON values: " + document.keySet(), e);
        }
    }
}
