package dev.promissory.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Requirement;
import dev.promissory.domain.Requirement.Comparison;
import dev.promissory.domain.Requirement.Part;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A command's conditions: {@code "require":{"available":{"gte":"50.00"}}}, of the command's own currency, or of the one
 * that a field {@code currency} beside them names.
 */
final class RequirementJson {

    private RequirementJson() {}

    /** @param own the command's currency; empty when it has none or several */
    static List<Requirement> read(Fields command, Optional<String> own) {
        Optional<Fields> require = command.optionalObject("require");
        if (require.isEmpty()) {
            return List.of();
        }
        Fields fields = require.get();
        String currency = fields.optionalText("currency")
                .or(() -> own)
                .filter(Currency::isValid)
                .orElseThrow(() -> new UnreadableException("require must name its currency", "require"));
        List<Requirement> requirements = new ArrayList<>();
        for (Part part : Part.values()) {
            fields.optionalObject(name(part))
                    .ifPresent(bounds -> requirements.addAll(bounds(new Currency(currency), part, bounds)));
        }
        fields.requireNoOthers();
        if (requirements.isEmpty()) {
            throw new UnreadableException("require has total, available or held", "require");
        }
        return requirements;
    }

    static void write(JsonGenerator json, List<Requirement> requirements, Function<BigDecimal, String> decimal)
            throws IOException {
        if (requirements.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("require");
        json.writeStringField("currency", requirements.getFirst().currency().code());
        for (Part part : Part.values()) {
            List<Requirement> ofPart =
                    requirements.stream().filter(each -> each.part() == part).toList();
            if (!ofPart.isEmpty()) {
                json.writeObjectFieldStart(name(part));
                for (Requirement each : ofPart) {
                    json.writeStringField(name(each.comparison()), decimal.apply(each.amount()));
                }
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private static List<Requirement> bounds(Currency currency, Part part, Fields fields) {
        List<Requirement> bounds = new ArrayList<>();
        for (Comparison comparison : Comparison.values()) {
            fields.optionalDecimal(name(comparison))
                    .ifPresent(amount -> bounds.add(new Requirement(currency, part, comparison, amount)));
        }
        fields.requireNoOthers();
        if (bounds.isEmpty()) {
            throw new UnreadableException(name(part) + " has lt, lte, eq, gte or gt", "require");
        }
        return bounds;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
