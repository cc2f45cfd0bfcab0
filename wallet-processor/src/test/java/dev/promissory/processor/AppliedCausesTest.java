package dev.promissory.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class AppliedCausesTest {

    private static final TopicPartition COMMANDS = new TopicPartition("wallet.commands", 2);
    private static final long FIRST = 1_000;

    @Test
    void whatAFactFollowedFromWasApplied() {
        AppliedCauses causes = causes(OptionalLong.empty());

        causes.prove(new Cause(COMMANDS, 7), FIRST);
        causes.prove(new Cause(COMMANDS, 5), FIRST + 10);

        assertThat(causes.applied(COMMANDS)).hasValue(7);
    }

    @Test
    void soWasAllThatTheGroupHasCommitted() {
        AppliedCauses causes = causes(OptionalLong.of(9));

        causes.prove(new Cause(COMMANDS, 7), FIRST);

        assertThat(causes.applied(COMMANDS)).hasValue(8);
    }

    /** The group was set back: what the facts show is not done twice. */
    @Test
    void aCommittedOffsetTakesNothingBackThatAFactShows() {
        AppliedCauses causes = causes(OptionalLong.of(3));

        causes.prove(new Cause(COMMANDS, 7), FIRST);

        assertThat(causes.applied(COMMANDS)).hasValue(7);
    }

    @Test
    void whatAnybodyCanWriteCountsOnlyWhereNothingIsCommitted() {
        AppliedCauses lost = causes(OptionalLong.empty());
        AppliedCauses kept = causes(OptionalLong.of(3));

        lost.hear(new Cause(COMMANDS, 8), FIRST);
        kept.hear(new Cause(COMMANDS, 8), FIRST);

        assertThat(lost.applied(COMMANDS)).hasValue(8);
        assertThat(kept.applied(COMMANDS)).hasValue(2);
    }

    @Test
    void aTopicThatWasMadeAnewHasNothingToDoWithOldCauses() {
        AppliedCauses causes = causes(OptionalLong.empty());

        causes.prove(new Cause(COMMANDS, 10), FIRST);
        causes.prove(new Cause(COMMANDS, 4), FIRST - 1);
        causes.prove(new Cause(new TopicPartition("elsewhere", 2), 4), FIRST);

        assertThat(causes.applied(COMMANDS)).isEmpty();
    }

    @Test
    void aCauseIsReadOnlyWhereItSaysOne() {
        assertThat(Cause.of(headers("wallet.commands-2@57"))).contains(new Cause(COMMANDS, 57));
        for (String other : new String[] {"", "wallet.commands@57", "wallet.commands-2", "-2@57", "wallet-2@x"}) {
            assertThat(Cause.of(headers(other))).as(other).isEmpty();
        }
        assertThat(Cause.of(new RecordHeaders())).isEmpty();
    }

    private static RecordHeaders headers(String cause) {
        RecordHeaders headers = new RecordHeaders();
        headers.add("cause", cause.getBytes());
        return headers;
    }

    private static AppliedCauses causes(OptionalLong committed) {
        return new AppliedCauses(Map.of(
                COMMANDS, new StewardInput(OptionalLong.of(FIRST), OptionalLong.of(FIRST + 100), 10, committed)));
    }
}
