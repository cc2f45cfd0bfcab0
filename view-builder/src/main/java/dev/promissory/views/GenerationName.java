package dev.promissory.views;

import dev.promissory.mint.protocol.MintTopic;
import dev.promissory.protocol.Topic;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a generation of the views is called in Kafka and on disk.
 *
 * @param number the first generation is 0; each rebuild takes a higher one than any before it
 */
public record GenerationName(int number) {

    /** The topics that every generation is folded from, from their first records on. */
    public static final List<String> INPUTS =
            List.of(Topic.FACTS.topicName(), Topic.OUTCOMES.topicName(), MintTopic.FACTS.topicName());

    /**
     * A change in what a row holds takes the next number: the tables are folded anew from the first fact, and no row of
     * an older form is ever met.
     */
    private static final String ROWS = "promissory-views-3";

    private static final Pattern APPLICATION_ID = Pattern.compile(ROWS + "(?:-g([1-9]\\d{0,8}))?");
    private static final Pattern CHANGELOG = Pattern.compile(
            "(" + APPLICATION_ID.pattern() + ")-(" + String.join("|", ViewTopology.STORES_IN_KAFKA) + ")-changelog");

    /** Names the group, the folder of the tables, and the beginning of their changelogs' names. */
    public String applicationId() {
        return number == 0 ? ROWS : ROWS + "-g" + number;
    }

    /** The topics that keep its tables. */
    public List<String> changelogs() {
        return ViewTopology.STORES_IN_KAFKA.stream()
                .map(store -> applicationId() + "-" + store + "-changelog")
                .toList();
    }

    /** The generation whose group or folder has this name; empty when it is nobody's, or another release's. */
    static Optional<GenerationName> ofApplicationId(String name) {
        Matcher matcher = APPLICATION_ID.matcher(name);
        return matcher.matches()
                ? Optional.of(new GenerationName(matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1))))
                : Optional.empty();
    }

    /** The generation whose table this topic keeps; empty when it keeps none. */
    static Optional<GenerationName> ofChangelog(String topic) {
        Matcher matcher = CHANGELOG.matcher(topic);
        return matcher.matches() ? ofApplicationId(matcher.group(1)) : Optional.empty();
    }
}
