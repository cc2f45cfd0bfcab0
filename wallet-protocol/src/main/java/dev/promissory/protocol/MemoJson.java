package dev.promissory.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Memo;
import java.io.IOException;
import java.util.Map;

/** The two fields of a memo, {@code reference} and {@code metadata}, at the end of whatever carries them. */
final class MemoJson {

    private MemoJson() {}

    static void write(JsonGenerator json, Memo memo) throws IOException {
        if (memo.reference().isPresent()) {
            json.writeStringField("reference", memo.reference().get());
        }
        if (!memo.metadata().isEmpty()) {
            json.writeObjectFieldStart("metadata");
            for (Map.Entry<String, String> entry : memo.metadata().entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
    }
}
