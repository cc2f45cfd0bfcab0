package dev.promissory.views.webhooks;

import java.nio.charset.StandardCharsets;

/** What a webhook's receiver and this system share, and nobody else sees: not in logs, not in answers. */
record Secret(String value) {

    static final int MIN_LENGTH = 16;
    static final int MAX_LENGTH = 256;

    static boolean isValid(String text) {
        int length = text.codePointCount(0, text.length());
        return length >= MIN_LENGTH && length <= MAX_LENGTH;
    }

    byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
