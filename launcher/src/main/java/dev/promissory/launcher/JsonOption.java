package dev.promissory.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import dev.promissory.protocol.Json;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** Whether a tool's answer is for a program. */
final class JsonOption {

    @Option(names = "--json", description = "Print one JSON document, for programs to read.")
    private boolean wanted;

    boolean wanted() {
        return wanted;
    }

    void print(JsonNode document) {
        System.out.println(new String(Json.write(document), StandardCharsets.UTF_8));
    }
}
