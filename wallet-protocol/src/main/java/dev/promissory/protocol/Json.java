package dev.promissory.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** The project's one JSON mapper: exact decimals, no duplicate fields, nothing behind the value. */
public final class Json {

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            // The number of fraction digits as written decides whether an amount is exact enough.
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Always three fraction digits, so that times line up and sort as text. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private Json() {}

    /** @throws UnreadableException when the bytes are not one JSON object */
    public static ObjectNode readObject(byte[] bytes) {
        JsonNode node;
        try {
            node = MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new UnreadableException("not valid JSON" + where(e));
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new UnreadableException("not a JSON object");
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Writes one object; the body adds the fields. */
    public static byte[] write(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(320);
        try (JsonGenerator generator = MAPPER.createGenerator(bytes)) {
            generator.writeStartObject();
            body.writeTo(generator);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    public static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    /** {@code 2026-11-23T08:00:00.000Z}, milliseconds always shown. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String where(IOException e) {
        return e instanceof com.fasterxml.jackson.core.JsonProcessingException problem && problem.getLocation() != null
                ? " at line " + problem.getLocation().getLineNr() + ", column "
                        + problem.getLocation().getColumnNr() + ": " + problem.getOriginalMessage()
                : "";
    }

    /** Fields of an object, written one after the other. */
    public interface Body {
        void writeTo(JsonGenerator generator) throws IOException;
    }
}
