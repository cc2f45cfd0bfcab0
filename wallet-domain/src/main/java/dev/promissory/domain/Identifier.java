package dev.promissory.domain;

/** The one shape of names that callers choose: {@code [A-Za-z0-9][A-Za-z0-9._:-]{0,127}}. */
final class Identifier {

    static final int MAX_LENGTH = 128;

    private Identifier() {}

    static boolean isValid(String text) {
        if (text == null || text.isEmpty() || text.length() > MAX_LENGTH || !isAlphanumeric(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isAlphanumeric(c) && c != '.' && c != '_' && c != ':' && c != '-') {
                return false;
            }
        }
        return true;
    }

    static String require(String kind, String text) {
        if (!isValid(text)) {
            throw new IllegalArgumentException(kind + " is ill-formed: " + text);
        }
        return text;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
