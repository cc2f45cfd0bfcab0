package dev.promissory.launcher;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.operations.deadletters.LetterJson;
import dev.promissory.operations.deadletters.Repair;
import dev.promissory.protocol.Json;

/** Says what was done about dead letters: a line for each as it is done, or a document at the end. */
final class RepairReport {

    private final JsonOption json;
    private final ObjectNode document = Json.object();
    private final ArrayNode repairs = document.putArray("repairs");
    private boolean refused;

    RepairReport(JsonOption json) {
        this.json = json;
    }

    void add(Repair repair) {
        refused |= repair instanceof Repair.Refused;
        if (json.wanted()) {
            repairs.add(LetterJson.repair(repair));
        } else {
            System.out.println(repair);
        }
    }

    /** The exit code: 1 when something was not done. */
    int end() {
        if (json.wanted()) {
            json.print(document);
        }
        return refused ? 1 : 0;
    }
}
