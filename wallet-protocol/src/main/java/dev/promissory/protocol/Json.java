package dev.promissory.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The project's one JSON mapper: UTF-8, exact decimals, no duplicate fields, nothing behind the value. */
public final class Json {

    /**
     * Longer than anything that is written here: Kafka's producers refuse a record of more than that. A topic can hold
     * much longer ones, packed small, and a parser makes many times their length of them.
     */
    static final int MAX_BYTES = 1 << 20;

    private static final ObjectMapper MAPPER = mapper(JsonFactory.builder()
            // A character beyond the first 65,536 is written as itself, not as two escapes nobody can read.
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build());

    /**
     * Refuses the same, and says where a duplicate field is. It keeps a second set of names for that, so it is asked only
     * about what has been refused.
     */
    private static final ObjectMapper NAMING_FAULTS = mapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    /** Always three fraction digits, so that times line up and sort as text. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private static final Pattern NO_NUMBER = Pattern.compile("^Non-standard token '([^']*)'");

    /** What follows is about the parser's own source object and settings, and helps nobody. */
    private static final Pattern PARSERS_OWN =
            Pattern.compile(" \\(start marker at .*|: enable `.*| \\(not recognized as one .*");

    private Json() {}

    /**
     * @param bytes a record's value; null is what a tombstone has
     * @throws UnreadableException when the bytes are not one JSON object in UTF-8, or more than {@link #MAX_BYTES}
     */
    public static ObjectNode readObject(byte[] bytes) {
        return readObject(bytes, MAX_BYTES);
    }

    /** As {@link #readObject(byte[])}, of at most so many bytes: for files, whose lines hold records and more. */
    public static ObjectNode readObject(byte[] bytes, int most) {
        if (!(read(bytes, most) instanceof ObjectNode object)) {
            throw new UnreadableException("not a JSON object");
        }
        return object;
    }

    /**
     * Any one JSON value.
     *
     * @throws UnreadableException when the bytes are not that, in UTF-8, or more than {@link #MAX_BYTES}
     */
    public static JsonNode read(byte[] bytes) {
        return read(bytes, MAX_BYTES);
    }

    private static JsonNode read(byte[] bytes, int most) {
        if (bytes == null) {
            throw new UnreadableException("the record has no value");
        }
        if (bytes.length > most) {
            throw new UnreadableException("longer than " + most + " bytes");
        }
        requireUtf8(bytes);
        JsonNode node = tree(bytes);
        if (contains(bytes, '\\')) {
            // Only an escape can make half a character: the bytes themselves have been checked.
            requireWholeCharacters(node);
        }
        return node;
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException | NumberFormatException e) {
            return treeOrFault(bytes);
        }
    }

    private static JsonNode treeOrFault(byte[] bytes) {
        try {
            return NAMING_FAULTS.readTree(bytes);
        } catch (MismatchedInputException e) {
            // A tree takes any value, so this is about what follows it; the parser's own words name its classes.
            throw new UnreadableException("not valid JSON: something follows the value");
        } catch (IOException e) {
            throw new UnreadableException("not valid JSON" + problem(e));
        } catch (NumberFormatException e) {
            // What the parser lets through unwrapped: an exponent that fits no number, such as 1E-99999999999.
            throw new UnreadableException("not valid JSON: a number is out of range");
        }
    }

    private static ObjectMapper mapper(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                // The number of fraction digits as written decides whether an amount is exact enough.
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    /**
     * What a reader makes of a record's value; empty when it finds it unreadable.
     *
     * @param value null is what a tombstone has
     */
    public static <T> Optional<T> ifReadable(byte[] value, Function<byte[], T> reader) {
        try {
            return Optional.of(reader.apply(value));
        } catch (UnreadableException e) {
            // Who asks this way wants to know no more: what the record claims to be, it is not.
            return Optional.empty();
        }
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
        return writeValue(node);
    }

    /** Writes plain values: texts, numbers, truth values, lists and maps of them. */
    public static byte[] write(Map<String, ?> document) {
        return writeValue(document);
    }

    private static byte[] writeValue(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no plain JSON values: " + value, e);
        }
    }

    /** {@code 2026-11-23T08:00:00.000Z}, milliseconds always shown. */
    public static String time(Instant instant) {
        return TIME.format(instant);
    }

    /**
     * UTF-8 and nothing else: left to itself, the parser takes zero bytes for a sign of UTF-16, and lets some ill-formed
     * bytes pass.
     */
    private static void requireUtf8(byte[] bytes) {
        if (contains(bytes, '\0')) {
            throw new UnreadableException("not valid JSON: it has a zero byte");
        }
        if (isAscii(bytes)) {
            return;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new UnreadableException("not valid UTF-8");
        }
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte each : bytes) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(byte[] bytes, char ascii) {
        for (byte each : bytes) {
            if (each == ascii) {
                return true;
            }
        }
        return false;
    }

    /** Half of a surrogate pair is no character: wherever the text becomes UTF-8 it would turn into something else. */
    private static void requireWholeCharacters(JsonNode node) {
        if (node.isTextual()) {
            requireWholeCharacters(node.textValue());
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            requireWholeCharacters(field.getKey());
        }
        for (JsonNode child : node) {
            requireWholeCharacters(child);
        }
    }

    private static void requireWholeCharacters(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new UnreadableException("an escape names half of a surrogate pair");
        }
    }

    /** What the parser says; it knows no place where a limit of its own (depth, length of a number) was passed. */
    private static String problem(IOException e) {
        if (!(e instanceof JsonProcessingException problem)) {
            return "";
        }
        JsonLocation location = problem.getLocation();
        String place =
                location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return place + ": "
                + PARSERS_OWN
                        .matcher(withoutToken(problem.getOriginalMessage()))
                        .replaceFirst("");
    }

    /** NaN and the like, which only JavaScript takes for numbers. */
    private static String withoutToken(String message) {
        return NO_NUMBER.matcher(message).replaceFirst("$1 is no JSON number");
    }

    /** Fields of an object, written one after the other. */
    public interface Body {
        void writeTo(JsonGenerator generator) throws IOException;
    }
}
