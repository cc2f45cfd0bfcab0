package dev.promissory.kit;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Refuses a query string that is not valid percent-encoded UTF-8. Jetty checks only the path, and Javalin silently
 * leaves out a parameter that it cannot decode: {@code ?limit=%zz} would be answered as if no limit had been asked for.
 */
final class UrlEncoding {

    private UrlEncoding() {}

    static void checkQuery(Context ctx) {
        String query = ctx.queryString();
        if (query != null && !isValid(query)) {
            throw new ProblemException(
                    ServerCode.MALFORMED_REQUEST.problem("The query string is not valid percent-encoded UTF-8."));
        }
    }

    static boolean isValid(String encoded) {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c != '%') {
                // Bytes above 127 travel percent-encoded; one that does not belongs to no URL.
                if (c > 127) {
                    return false;
                }
                decoded.write(c);
            } else {
                int high = i + 1 < encoded.length() ? Character.digit(encoded.charAt(i + 1), 16) : -1;
                int low = i + 2 < encoded.length() ? Character.digit(encoded.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    return false;
                }
                decoded.write(high * 16 + low);
                i += 2;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded.toByteArray()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
