package dev.promissory.operations.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.operations.audit.AuditReport.Compared;
import dev.promissory.operations.audit.Conservation.Books;
import dev.promissory.protocol.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A report for a program. Fields may be added, never renamed. */
public final class ReportJson {

    private ReportJson() {}

    /** One document, on one line. */
    public static String of(AuditReport report) {
        return new String(Json.write(json -> write(json, report)), StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, AuditReport report) throws IOException {
        json.writeNumberField("v", 1);
        json.writeBooleanField("agrees", report.agrees());
        json.writeNumberField("tookMs", report.took().toMillis());
        json.writeNumberField("factsPerSecond", report.factsPerSecond());
        json.writeBooleanField("macsChecked", report.macsChecked());
        json.writeNumberField("facts", report.facts());
        json.writeNumberField("copies", report.copies());
        json.writeNumberField("wallets", report.wallets());
        write(json, "stewards", report.stewards());
        json.writeBooleanField("viewsFound", report.viewsFound());
        write(json, "views", report.views());
        json.writeNumberField("moving", report.moving());
        json.writeNumberField("answers", report.answers());
        json.writeObjectFieldStart("promises");
        json.writeNumberField("made", report.promises().all());
        json.writeNumberField("pending", report.promises().pending());
        json.writeNumberField("stuck", report.promises().stuck());
        json.writeEndObject();
        json.writeArrayFieldStart("currencies");
        for (Books each : report.books()) {
            write(json, each);
        }
        json.writeEndArray();
        json.writeNumberField("differences", report.differences());
        json.writeArrayFieldStart("listed");
        for (Difference each : report.listed()) {
            write(json, each);
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, String side, Compared compared) throws IOException {
        json.writeObjectFieldStart(side);
        json.writeNumberField("agreeing", compared.rows());
        json.writeNumberField("behind", compared.behind());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Books books) throws IOException {
        json.writeStartObject();
        json.writeStringField("currency", books.currency().code());
        json.writeStringField("deposited", books.deposited().plain());
        json.writeStringField("withdrawn", books.withdrawn().plain());
        json.writeStringField("inFlight", books.inFlight().plain());
        json.writeStringField("balances", books.balances().plain());
        json.writeBooleanField("conserved", books.conserved());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Difference difference) throws IOException {
        json.writeStartObject();
        json.writeStringField("where", difference.where().label());
        json.writeStringField("what", difference.what());
        json.writeStringField(
                "walletId", difference.walletId().map(id -> id.value()).orElse(null));
        if (difference.sequence() > 0) {
            json.writeNumberField("sequence", difference.sequence());
        } else {
            json.writeNullField("sequence");
        }
        json.writeStringField("detail", difference.detail());
        json.writeEndObject();
    }
}
