package dev.promissory.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.protocol.Upkeep.StewardsRebuildAbandoned;
import dev.promissory.protocol.Upkeep.StewardsRebuildBegun;
import dev.promissory.protocol.Upkeep.StewardsRebuildEnded;
import dev.promissory.protocol.Upkeep.ViewsRebuildAbandoned;
import dev.promissory.protocol.Upkeep.ViewsRebuildBegun;
import dev.promissory.protocol.Upkeep.ViewsSwitched;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Upkeep as JSON: {@code {"v":1,"type":"ViewsSwitched","generation":3}}. */
public final class UpkeepJson {

    private UpkeepJson() {}

    public static byte[] write(Upkeep upkeep) {
        return Json.write(json -> {
            json.writeNumberField("v", 1);
            json.writeStringField("type", upkeep.getClass().getSimpleName());
            switch (upkeep) {
                case StewardsRebuildBegun begun -> json.writeStringField("rebuildId", begun.rebuildId());
                case StewardsRebuildEnded ended -> json.writeStringField("rebuildId", ended.rebuildId());
                case StewardsRebuildAbandoned abandoned -> {
                    json.writeStringField("rebuildId", abandoned.rebuildId());
                    json.writeStringField("reason", abandoned.reason());
                }
                case ViewsRebuildBegun begun -> generation(json, begun.generation());
                case ViewsSwitched switched -> generation(json, switched.generation());
                case ViewsRebuildAbandoned abandoned -> {
                    generation(json, abandoned.generation());
                    json.writeStringField("reason", abandoned.reason());
                }
            }
        });
    }

    /** The record's key: whom it concerns. */
    public static byte[] key(Upkeep upkeep) {
        String concerned = switch (upkeep) {
            case StewardsRebuildBegun begun -> "processor";
            case StewardsRebuildEnded ended -> "processor";
            case StewardsRebuildAbandoned abandoned -> "processor";
            case ViewsRebuildBegun begun -> "views";
            case ViewsSwitched switched -> "views";
            case ViewsRebuildAbandoned abandoned -> "views";
        };
        return concerned.getBytes(StandardCharsets.UTF_8);
    }

    /** @throws UnreadableException when the bytes are no upkeep that this version knows */
    public static Upkeep read(byte[] value) {
        Fields fields = new Fields(Json.readObject(value));
        fields.requireVersion();
        String type = fields.text("type");
        return switch (type) {
            case "StewardsRebuildBegun" -> new StewardsRebuildBegun(fields.text("rebuildId"));
            case "StewardsRebuildEnded" -> new StewardsRebuildEnded(fields.text("rebuildId"));
            case "StewardsRebuildAbandoned" ->
                new StewardsRebuildAbandoned(fields.text("rebuildId"), fields.text("reason"));
            case "ViewsRebuildBegun" -> new ViewsRebuildBegun(generation(fields));
            case "ViewsSwitched" -> new ViewsSwitched(generation(fields));
            case "ViewsRebuildAbandoned" -> new ViewsRebuildAbandoned(generation(fields), fields.text("reason"));
            default -> throw new UnreadableException("unknown upkeep type " + type, "type");
        };
    }

    private static void generation(JsonGenerator json, int generation) throws IOException {
        json.writeNumberField("generation", generation);
    }

    private static int generation(Fields fields) {
        long number = fields.integer("generation");
        if (number < 1 || number > Integer.MAX_VALUE) {
            throw new UnreadableException("generation must be from 1 to " + Integer.MAX_VALUE, "generation");
        }
        return (int) number;
    }
}
