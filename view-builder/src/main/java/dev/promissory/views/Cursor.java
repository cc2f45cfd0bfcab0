package dev.promissory.views;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Where a page of a list ended, as callers carry it: the list's name and the last item's, which no new item changes. So
 * pages neither repeat nor miss items while facts arrive. Opaque to callers, and refused by any other list.
 */
public final class Cursor {

    private static final char AFTER_LIST = ' ';

    private Cursor() {}

    /**
     * The name of a list that is filtered: a cursor of a list with other filters would skip items of this one.
     *
     * @param filters all of them, in an order of their own; of any length
     */
    static String filtered(String list, List<String> filters) {
        String name = HexFormat.of().formatHex(Term.of(filters).bytes(), 0, 8);
        return list + AFTER_LIST + name;
    }

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
