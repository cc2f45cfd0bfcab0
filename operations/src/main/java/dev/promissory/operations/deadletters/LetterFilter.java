package dev.promissory.operations.deadletters;

import dev.promissory.operations.log.Place;
import java.util.Locale;
import java.util.Optional;

/**
 * Some of the letters.
 *
 * @param reason a part of the reason, in whatever case
 * @param originTopic where they were found
 */
public record LetterFilter(Optional<String> reason, Optional<String> originTopic) {

    public static final LetterFilter ALL = new LetterFilter(Optional.empty(), Optional.empty());

    public boolean isEmpty() {
        return reason.isEmpty() && originTopic.isEmpty();
    }

    boolean matches(Letter letter) {
        boolean saysSo = reason.isEmpty() || lower(letter.reason().orElse("")).contains(lower(reason.get()));
        return saysSo
                && (originTopic.isEmpty() || letter.origin().map(Place::topic).equals(originTopic));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
