package dev.promissory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.protocol.Upkeep.StewardsRebuildAbandoned;
import dev.promissory.protocol.Upkeep.StewardsRebuildBegun;
import dev.promissory.protocol.Upkeep.StewardsRebuildEnded;
import dev.promissory.protocol.Upkeep.ViewsRebuildAbandoned;
import dev.promissory.protocol.Upkeep.ViewsRebuildBegun;
import dev.promissory.protocol.Upkeep.ViewsSwitched;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose turn it is, by what stands on wallet.upkeep. */
class UpkeepStateTest {

    @Test
    void stewardsRestUntilTheirRebuildEnds() {
        assertThat(after(new StewardsRebuildBegun("a")).stewardsRebuild()).contains("a");
        assertThat(after(new StewardsRebuildBegun("a"), new StewardsRebuildEnded("a")))
                .isEqualTo(UpkeepState.INITIAL);
        assertThat(after(new StewardsRebuildBegun("a"), new StewardsRebuildAbandoned("a", "why")))
                .isEqualTo(UpkeepState.INITIAL);
    }

    @Test
    void theEndOfARebuildThatAnotherHasReplacedEndsNothing() {
        UpkeepState replaced = after(new StewardsRebuildBegun("killed"), new StewardsRebuildBegun("again"));

        assertThat(replaced.after(new StewardsRebuildEnded("killed"))).isEqualTo(replaced);
        assertThat(replaced.after(new StewardsRebuildAbandoned("killed", "late")))
                .isEqualTo(replaced);
        assertThat(replaced.stewardsRebuild()).contains("again");
    }

    @Test
    void aGenerationServesOnlyWhenItWasBuilt() {
        assertThat(after(new ViewsSwitched(1))).isEqualTo(UpkeepState.INITIAL);
        assertThat(after(new ViewsRebuildBegun(1)))
                .isEqualTo(new UpkeepState(Optional.empty(), 0, OptionalInt.of(1), 1));
        assertThat(after(new ViewsRebuildBegun(1), new ViewsSwitched(1)))
                .isEqualTo(new UpkeepState(Optional.empty(), 1, OptionalInt.empty(), 1));
    }

    @Test
    void aGenerationThatWasGivenUpLeavesTheOldOneAndItsNumberIsUsedUp() {
        UpkeepState givenUp = after(
                new ViewsRebuildBegun(1),
                new ViewsSwitched(1),
                new ViewsRebuildBegun(2),
                new ViewsRebuildAbandoned(2, "disk full"));

        assertThat(givenUp).isEqualTo(new UpkeepState(Optional.empty(), 1, OptionalInt.empty(), 2));
        assertThat(givenUp.after(new ViewsRebuildBegun(2))).isEqualTo(givenUp);
        assertThat(givenUp.after(new ViewsSwitched(2))).isEqualTo(givenUp);
    }

    @Test
    void theTwoKindsDoNotTouchEachOther() {
        UpkeepState both = after(new StewardsRebuildBegun("a"), new ViewsRebuildBegun(1), new ViewsSwitched(1));

        assertThat(both).isEqualTo(new UpkeepState(Optional.of("a"), 1, OptionalInt.empty(), 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":2,\"type\":\"ViewsSwitched\",\"generation\":1}",
                "{\"v\":1,\"type\":\"ViewsPainted\",\"generation\":1}",
                "{\"v\":1,\"type\":\"ViewsSwitched\",\"generation\":0}",
                "{\"v\":1,\"type\":\"ViewsSwitched\",\"generation\":2147483648}",
                "{\"v\":1,\"type\":\"StewardsRebuildBegun\"}",
                "begun"
            })
    void whatNobodyKnowsIsNotGuessedAt(String value) {
        assertThatThrownBy(() -> UpkeepJson.read(value.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableException.class);
    }

    private static UpkeepState after(Upkeep... upkeep) {
        UpkeepState state = UpkeepState.INITIAL;
        for (Upkeep each : upkeep) {
            state = state.after(each);
        }
        return state;
    }
}
