package dev.promissory.operations.deadletters;

import dev.promissory.operations.log.Place;
import dev.promissory.protocol.Json;
import java.util.HexFormat;
import java.util.Locale;
import org.apache.kafka.common.header.Header;

/** Letters for people to read. */
public final class LetterText {

    private static final int HEX_LINE_BYTES = 32;

    private LetterText() {}

    /** One line: name, time, where it was found, key, size, reason, and what became of it. */
    public static String line(FiledLetter filed) {
        Letter letter = filed.letter();
        StringBuilder line = new StringBuilder("%d  %s  %s  key %s  %,d bytes  %s"
                .formatted(
                        letter.offset(),
                        Json.time(letter.at()),
                        Shown.line(letter.origin().map(Place::toString).orElse("from nowhere")),
                        key(letter),
                        letter.size(),
                        Shown.line(letter.reason().orElse("no reason given"))));
        letter.replayOf()
                .ifPresent(earlier -> line.append("  (letter ").append(earlier).append(", replayed)"));
        filed.resolution()
                .ifPresent(resolution ->
                        line.append("  [").append(became(resolution)).append(']'));
        return line.toString();
    }

    /** Everything there is to know about it. */
    public static String page(FiledLetter filed) {
        Letter letter = filed.letter();
        StringBuilder page = new StringBuilder();
        add(page, "letter", Long.toString(letter.offset()));
        add(page, "time", Json.time(letter.at()));
        add(page, "found at", Shown.line(letter.origin().map(Place::toString).orElse("unknown")));
        add(page, "reason", Shown.line(letter.reason().orElse("none given")));
        letter.replayOf().ifPresent(earlier -> add(page, "replay of", "letter " + earlier));
        add(page, "state", filed.resolution().map(LetterText::became).orElse("open"));
        add(page, "key", key(letter));
        for (Header header : letter.received()) {
            add(page, "header", Shown.line(header.key()) + ": " + (header.value() == null ? "(none)" : value(header)));
        }
        if (letter.value() == null) {
            add(page, "value", "(none)");
        } else {
            add(page, "value", "%,d bytes".formatted(letter.value().length));
            page.append('\n').append(Shown.text(letter.value()).orElseGet(() -> hex(letter.value())));
        }
        return page.toString();
    }

    private static String became(Resolution resolution) {
        return Shown.line(resolution.outcome()
                + resolution.replayedTo().map(to -> " to " + to).orElse("")
                + " " + Json.time(resolution.at())
                + resolution.because().map(because -> ", because " + because).orElse(""));
    }

    private static String key(Letter letter) {
        return letter.key() == null
                ? "(none)"
                : Shown.text(letter.key())
                        .map(Shown::line)
                        .orElseGet(() -> HexFormat.of().formatHex(letter.key()));
    }

    private static String value(Header header) {
        return Shown.text(header.value())
                .map(Shown::line)
                .orElseGet(() -> HexFormat.of().formatHex(header.value()));
    }

    private static void add(StringBuilder page, String name, String text) {
        page.append(String.format(Locale.ROOT, "%-10s %s%n", name, text));
    }

    private static String hex(byte[] bytes) {
        HexFormat form = HexFormat.ofDelimiter(" ");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < bytes.length; i += HEX_LINE_BYTES) {
            lines.append(form.formatHex(bytes, i, Math.min(bytes.length, i + HEX_LINE_BYTES)))
                    .append('\n');
        }
        return lines.toString();
    }
}
