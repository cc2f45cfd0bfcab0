package dev.promissory.views;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Memo;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a caller noted, as a part of a row and of an answer: {@code reference}, and {@code metadata} when there is any. */
final class MemoRow {

    private MemoRow() {}

    static void write(RowWriter row, Memo memo) {
        row.text(memo.reference()).number(memo.metadata().size());
        memo.metadata().forEach((name, value) -> row.text(name).text(value));
    }

    static Memo read(RowReader row) {
        Optional<String> reference = row.optionalText();
        TreeMap<String, String> metadata = new TreeMap<>();
        for (long left = row.number(); left > 0; left--) {
            metadata.put(row.text(), row.text());
        }
        return new Memo(reference, metadata);
    }

    static void write(JsonGenerator json, Memo memo) throws IOException {
        ViewJson.text(json, "reference", memo.reference());
        if (!memo.metadata().isEmpty()) {
            json.writeObjectFieldStart("metadata");
            for (Map.Entry<String, String> entry : memo.metadata().entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
    }
}
