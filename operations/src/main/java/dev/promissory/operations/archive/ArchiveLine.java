package dev.promissory.operations.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.UnreadableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record as one line of JSON: {@code {"partition":0,"offset":7,"timestamp":1795449600000,"key":"alice","value":"…",
 * "headers":[{"name":"fact-hash","value":"…"}]}}. Text stands as text, since people read archives; bytes that are no UTF-8
 * stand under {@code keyBase64} and {@code valueBase64}. Read back it is the same bytes.
 */
final class ArchiveLine {

    /** What the longest record that a broker takes by default makes, were it all control characters. */
    private static final int MAX_BYTES = 8 << 20;

    private ArchiveLine() {}

    /** Without the line's end. */
    static byte[] write(ArchivedRecord record) {
        return Json.write(json -> {
            json.writeNumberField("partition", record.partition());
            json.writeNumberField("offset", record.offset());
            json.writeNumberField("timestamp", record.timestampMs());
            write(json, "key", record.key());
            write(json, "value", record.value());
            json.writeArrayFieldStart("headers");
            for (Header header : record.headers()) {
                json.writeStartObject();
                json.writeStringField("name", header.key());
                write(json, "value", header.value());
                json.writeEndObject();
            }
            json.writeEndArray();
            if (record.setAside().isPresent()) {
                json.writeStringField("setAside", record.setAside().get());
            }
        });
    }

    /** @throws ArchiveException when it is no such line */
    static ArchivedRecord read(Path file, byte[] line) {
        try {
            return read(line);
        } catch (UnreadableException e) {
            throw new ArchiveException(file + " has a line that is none of an archive: " + e.getMessage(), e);
        }
    }

    private static ArchivedRecord read(byte[] line) {
        Fields fields = new Fields(Json.readObject(line, MAX_BYTES));
        long partition = fields.integer("partition");
        long offset = fields.integer("offset");
        if (partition < 0 || partition > Integer.MAX_VALUE || offset < 0) {
            throw new UnreadableException("partition and offset must be zero or more");
        }
        Headers headers = new RecordHeaders();
        for (Fields header : fields.objects("headers")) {
            headers.add(header.text("name"), bytes(header, "value"));
            header.requireNoOthers();
        }
        ArchivedRecord record = new ArchivedRecord(
                (int) partition,
                offset,
                fields.integer("timestamp"),
                bytes(fields, "key"),
                bytes(fields, "value"),
                headers,
                fields.optionalText("setAside"));
        fields.requireNoOthers();
        return record;
    }

    private static void write(JsonGenerator json, String name, byte[] bytes) throws IOException {
        if (bytes == null) {
            return;
        }
        Optional<String> text = text(bytes);
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        } else {
            json.writeStringField(name + "Base64", Base64.getEncoder().encodeToString(bytes));
        }
    }

    /** Null where neither form is there: the record had none. */
    private static byte[] bytes(Fields fields, String name) {
        Optional<byte[]> text = fields.optionalText(name).map(value -> value.getBytes(StandardCharsets.UTF_8));
        Optional<byte[]> raw = fields.optionalText(name + "Base64").map(ArchiveLine::decode);
        if (text.isPresent() && raw.isPresent()) {
            throw new UnreadableException(name + " is there twice", name);
        }
        return text.or(() -> raw).orElse(null);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new UnreadableException("not base64: " + e.getMessage());
        }
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            // Not text: the other form takes it.
            return Optional.empty();
        }
    }
}
