package dev.promissory.protocol;

import dev.promissory.protocol.Upkeep.StewardsRebuildAbandoned;
import dev.promissory.protocol.Upkeep.StewardsRebuildBegun;
import dev.promissory.protocol.Upkeep.StewardsRebuildEnded;
import dev.promissory.protocol.Upkeep.ViewsRebuildAbandoned;
import dev.promissory.protocol.Upkeep.ViewsRebuildBegun;
import dev.promissory.protocol.Upkeep.ViewsSwitched;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What follows from all upkeep so far. What does not fit, such as the end of a rebuild that another has replaced, changes
 * nothing.
 *
 * @param stewardsRebuild the one under way; while there is one, no steward decides
 * @param viewsGeneration the generation of the views that serves; the first is 0
 * @param viewsBuilding the generation that is being built beside it
 * @param lastViewsGeneration the highest number that was ever given; the next one is above it
 */
public record UpkeepState(
        Optional<String> stewardsRebuild, int viewsGeneration, OptionalInt viewsBuilding, int lastViewsGeneration) {

    public static final UpkeepState INITIAL = new UpkeepState(Optional.empty(), 0, OptionalInt.empty(), 0);

    public UpkeepState after(Upkeep upkeep) {
        return switch (upkeep) {
            case StewardsRebuildBegun begun -> rebuildingStewards(Optional.of(begun.rebuildId()));
            case StewardsRebuildEnded ended -> withoutStewardsRebuild(ended.rebuildId());
            case StewardsRebuildAbandoned abandoned -> withoutStewardsRebuild(abandoned.rebuildId());
            case ViewsRebuildBegun begun ->
                begun.generation() > lastViewsGeneration
                        ? new UpkeepState(
                                stewardsRebuild,
                                viewsGeneration,
                                OptionalInt.of(begun.generation()),
                                begun.generation())
                        : this;
            case ViewsSwitched switched -> isBuilding(switched.generation()) ? withViews(switched.generation()) : this;
            case ViewsRebuildAbandoned abandoned ->
                isBuilding(abandoned.generation()) ? withViews(viewsGeneration) : this;
        };
    }

    private boolean isBuilding(int generation) {
        return viewsBuilding.equals(OptionalInt.of(generation));
    }

    private UpkeepState rebuildingStewards(Optional<String> rebuildId) {
        return new UpkeepState(rebuildId, viewsGeneration, viewsBuilding, lastViewsGeneration);
    }

    private UpkeepState withoutStewardsRebuild(String rebuildId) {
        return stewardsRebuild.equals(Optional.of(rebuildId)) ? rebuildingStewards(Optional.empty()) : this;
    }

    /** Nothing is being built any more, and this generation serves. */
    private UpkeepState withViews(int generation) {
        return new UpkeepState(stewardsRebuild, generation, OptionalInt.empty(), lastViewsGeneration);
    }
}
