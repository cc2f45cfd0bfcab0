package dev.promissory.views.webhooks;

import dev.promissory.views.feed.FeedFact;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a fact is in wallet.facts: {@code <partition>@<offset>}. It names the fact's delivery, attempt after attempt. */
record FactPlace(int partition, long offset) implements Comparable<FactPlace> {

    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,8})@(0|[1-9][0-9]{0,17})");

    private static final Comparator<FactPlace> ORDER =
            Comparator.comparingInt(FactPlace::partition).thenComparingLong(FactPlace::offset);

    static FactPlace of(FeedFact fact) {
        return new FactPlace(fact.partition(), fact.offset());
    }

    /** Empty when the text does not name a place. */
    static Optional<FactPlace> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new FactPlace(Integer.parseInt(form.group(1)), Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(FactPlace other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return partition + "@" + offset;
    }
}
