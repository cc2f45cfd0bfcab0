package dev.promissory.processor.auditor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/** Commands that are spoilt in one place. */
final class Malformed {

    private Malformed() {}

    static byte[] of(ObjectNode command, Random random) {
        ObjectNode spoilt = command.deepCopy();
        switch (random.nextInt(9)) {
            case 0 -> spoilt.put("amuont", "1");
            case 1 -> spoilt.put("type", "Donate");
            case 2 -> spoilt.remove("type");
            case 3 -> spoilt.put("v", 2);
            case 4 -> spoilt.put("amount", "1e5");
            case 5 -> spoilt.put("commandId", "two words");
            case 6 -> spoilt.put(Form.opensJournal(spoilt) ? "expectedSequence" : "balance", 0);
            case 7 -> {
                return Wire.text(spoilt + "}");
            }
            default -> {
                return Wire.text(spoilt.toString().replaceFirst("\\{", "{\"type\":\"Close\","));
            }
        }
        return Wire.bytes(spoilt);
    }
}
