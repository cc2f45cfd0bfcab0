package dev.promissory.launcher;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A letter's name as an operator writes it: {@code 12}, or {@code 0@12} as places are written elsewhere. */
final class LetterName implements ITypeConverter<Long> {

    private static final Pattern FORM = Pattern.compile("(?:(?:wallet\\.dead-letters-)?0@)?([0-9]{1,18})");

    @Override
    public Long convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is no letter; a letter is named by a number, such as 12");
        }
        return Long.valueOf(matcher.group(1));
    }
}
