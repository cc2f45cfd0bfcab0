package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What a record must lead to.
 *
 * @param outcome with neither the sentence for a person nor the field at fault
 * @param deadLetter whether the record is set aside
 */
record Foretold(List<ObjectNode> facts, List<Turn.Told> messages, Optional<ObjectNode> outcome, boolean deadLetter) {

    static Foretold of(Turn turn, Optional<ObjectNode> outcome) {
        return new Foretold(turn.facts, turn.messages, outcome, false);
    }

    static Foretold only(ObjectNode outcome) {
        return new Foretold(List.of(), List.of(), Optional.of(outcome), false);
    }

    static Foretold nothing() {
        return new Foretold(List.of(), List.of(), Optional.empty(), false);
    }

    static Foretold setAside(Optional<ObjectNode> outcome) {
        return new Foretold(List.of(), List.of(), outcome, true);
    }
}
