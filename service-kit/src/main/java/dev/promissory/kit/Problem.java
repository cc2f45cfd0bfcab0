package dev.promissory.kit;

import dev.promissory.protocol.Json;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A refusal over HTTP, as RFC 9457 describes it:
 * {@code {"type":"urn:promissory:problem:…","title":"…","status":422,"code":"…","detail":"…","field":"amount"}}.
 * The title is the code in words, the same for every problem of that code; the field is left out when there is none.
 *
 * @param status the HTTP status, 400 to 599
 * @param code stable and kebab-case: what a program decides on
 * @param detail a sentence for people that says what to do
 * @param field the member of the request that is wrong, when it is one
 * @param retryAfter how long to wait before trying again; travels as the header {@code Retry-After} in whole seconds,
 *     rounded up
 */
public record Problem(int status, String code, String detail, Optional<String> field, Optional<Duration> retryAfter) {

    /** The media type of a problem document. */
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("Not the status of an error: " + status);
        }
        if (!KEBAB_CASE.matcher(code).matches()) {
            throw new IllegalArgumentException("Not a kebab-case code: " + code);
        }
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(field, "field");
        if (retryAfter.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("Retry after a negative time: " + retryAfter.get());
        }
    }

    /** A problem with neither field nor retry time. */
    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, Optional.empty(), Optional.empty());
    }

    /** The same problem, naming the member of the request that is wrong. */
    public Problem withField(String name) {
        return new Problem(status, code, detail, Optional.of(name), retryAfter);
    }

    /** The same problem, saying when to try again. */
    public Problem withRetryAfter(Duration wait) {
        return new Problem(status, code, detail, field, Optional.of(wait));
    }

    /** The document, UTF-8. */
    public byte[] toJson() {
        return Json.write(document());
    }

    /** Makes this problem the answer to the request. */
    public void answer(Context ctx) {
        answer(ctx, Map.of());
    }

    /** Makes this problem the answer, with further members, which RFC 9457 allows. */
    public void answer(Context ctx, Map<String, Object> extensions) {
        Map<String, Object> document = document();
        document.putAll(extensions);
        ctx.status(status).contentType(CONTENT_TYPE).result(Json.write(document));
        retryAfterSeconds().ifPresent(seconds -> ctx.header("Retry-After", seconds));
    }

    Optional<String> retryAfterSeconds() {
        return retryAfter.map(wait -> Long.toString(wait.plusNanos(999_999_999).toSeconds()));
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "urn:promissory:problem:" + code);
        document.put("title", title());
        document.put("status", status);
        document.put("code", code);
        document.put("detail", detail);
        field.ifPresent(name -> document.put("field", name));
        return document;
    }

    private String title() {
        return Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' ');
    }
}
