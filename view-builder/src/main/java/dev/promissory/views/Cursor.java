package dev.promissory.views;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where a page of a list ended, as callers carry it: the list's name and the last item's, which no new item changes. So
 * pages neither repeat nor miss items while facts arrive. Opaque to callers, and refused by any other list.
 */
public final class Cursor {

    private static final char AFTER_LIST = ' ';

    private Cursor() {}

    /** @param list tells one list from another; a statement's names its wallet */
    public static String after(String list, String item) {
        byte[] text = (list + AFTER_LIST + item).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    /**
     * The item the cursor names.
     *
     * @throws dev.promissory.kit.ProblemException 400 {@code bad-cursor}
     */
    static String read(String list, String cursor) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ViewProblems.badCursor();
        }
        if (!text.startsWith(list + AFTER_LIST)) {
            throw ViewProblems.badCursor();
        }
        return text.substring(list.length() + 1);
    }
}
