package dev.promissory.mint.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.mint.protocol.MintCommand.Mint;
import dev.promissory.mint.protocol.MintCommand.SetCap;
import dev.promissory.mint.protocol.MintCommandReading.Malformed;
import dev.promissory.mint.protocol.MintCommandReading.Readable;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.Fingerprint;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.UnreadableException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;

/**
 * Commands to the mint as JSON, read as strictly as those to wallets. The currency is a command's key, so an ill-formed
 * one makes it malformed; its amount is for the mint to judge.
 */
public final class MintCommandJson {

    /** The most bytes a command may have. */
    public static final int MAX_BYTES = CommandJson.MAX_BYTES;

    private MintCommandJson() {}

    /** @param value of the record; null, as a tombstone's, is malformed like any other that is no command */
    public static MintCommandReading read(byte[] value) {
        if (value != null && value.length > MAX_BYTES) {
            return malformed(new UnreadableException("a command has at most " + MAX_BYTES + " bytes"), Json.object());
        }
        try {
            return read(Json.readObject(value));
        } catch (UnreadableException e) {
            return malformed(e, Json.object());
        }
    }

    public static MintCommandReading read(ObjectNode node) {
        try {
            return new Readable(command(new Fields(node)));
        } catch (UnreadableException e) {
            return malformed(e, node);
        }
    }

    public static byte[] write(MintCommand command) {
        return write(command, BigDecimal::toPlainString);
    }

    /** What the command says, in {@value Fingerprint#BYTES} bytes; {@code 12.5} and {@code 12.50} are the same. */
    public static byte[] fingerprint(MintCommand command) {
        return Fingerprint.ofCanonical(canonical(command));
    }

    /** The same bytes for every way to write the same command: what its fingerprint is taken of. */
    static byte[] canonical(MintCommand command) {
        return write(command, amount -> amount.stripTrailingZeros().toString());
    }

    private static MintCommand command(Fields fields) {
        fields.requireVersion();
        Currency currency = fields.currency("currency");
        CommandId commandId = fields.commandId("commandId");
        String type = fields.text("type");
        MintCommand command = switch (type) {
            case "Mint" -> new Mint(currency, commandId, fields.requestedMoney());
            case "SetCap" ->
                new SetCap(
                        currency,
                        commandId,
                        fields.optionalDecimal("cap").map(cap -> new RequestedMoney(cap, currency.code())));
            default -> throw new UnreadableException("unknown command type " + type, "type");
        };
        fields.requireNoOthers();
        return command;
    }

    private static Malformed malformed(UnreadableException problem, ObjectNode node) {
        return new Malformed(
                problem.getMessage(),
                problem.field(),
                text(node, "currency").filter(Currency::isValid).map(Currency::new),
                text(node, "commandId").filter(CommandId::isValid).map(CommandId::new));
    }

    private static Optional<String> text(ObjectNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::textValue);
    }

    private static byte[] write(MintCommand command, Function<BigDecimal, String> decimal) {
        return Json.write(json -> {
            json.writeNumberField("v", 1);
            json.writeStringField("type", command.getClass().getSimpleName());
            json.writeStringField("commandId", command.commandId().value());
            json.writeStringField("currency", command.currency().code());
            switch (command) {
                case Mint mint ->
                    json.writeStringField("amount", decimal.apply(mint.money().amount()));
                case SetCap set ->
                    writeCap(json, set.cap().map(RequestedMoney::amount).map(decimal));
            }
        });
    }

    private static void writeCap(JsonGenerator json, Optional<String> cap) throws IOException {
        if (cap.isPresent()) {
            json.writeStringField("cap", cap.get());
        } else {
            json.writeNullField("cap");
        }
    }
}
