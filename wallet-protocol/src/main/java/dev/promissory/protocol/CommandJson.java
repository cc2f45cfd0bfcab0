package dev.promissory.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Command;
import dev.promissory.domain.Command.Close;
import dev.promissory.domain.Command.Deposit;
import dev.promissory.domain.Command.Freeze;
import dev.promissory.domain.Command.OpenWallet;
import dev.promissory.domain.Command.RequestedLeg;
import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.Command.Unfreeze;
import dev.promissory.domain.Command.Withdraw;
import dev.promissory.domain.CommandHead;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.CommandReading.Malformed;
import dev.promissory.protocol.CommandReading.Readable;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Commands as JSON. Reading is strict: a command with a field this version does not know might mean something else than
 * what would be done, so it is malformed.
 */
public final class CommandJson {

    /** The most bytes a command may have. */
    public static final int MAX_BYTES = 64 * 1024;

    private CommandJson() {}

    /** @param value of the record; null, as a tombstone's, is malformed like any other that is no command */
    public static CommandReading read(byte[] value) {
        if (value != null && value.length > MAX_BYTES) {
            return malformed(new UnreadableException("a command has at most " + MAX_BYTES + " bytes"), Json.object());
        }
        try {
            return read(Json.readObject(value));
        } catch (UnreadableException e) {
            return malformed(e, Json.object());
        }
    }

    public static CommandReading read(ObjectNode node) {
        try {
            return new Readable(command(new Fields(node)));
        } catch (UnreadableException e) {
            return malformed(e, node);
        }
    }

    public static byte[] write(Command command) {
        return write(command, BigDecimal::toPlainString);
    }

    /** The same bytes for every way to write the same command: what its fingerprint is taken of. */
    static byte[] canonical(Command command) {
        return write(command, amount -> amount.stripTrailingZeros().toString());
    }

    private static Command command(Fields fields) {
        fields.requireVersion();
        WalletId walletId = fields.walletId("walletId");
        CommandId commandId = fields.commandId("commandId");
        String type = fields.text("type");
        CommandHead head =
                new CommandHead(walletId, commandId, fields.optionalInteger("expectedSequence"), fields.memo());
        Command command = switch (type) {
            case "OpenWallet" -> new OpenWallet(head, fields.optionalText("owner"));
            case "Deposit" -> new Deposit(head, fields.requestedMoney());
            case "Withdraw" -> new Withdraw(head, fields.requestedMoney());
            case "Transfer" -> new Transfer(head, legs(fields));
            case "Freeze" -> new Freeze(head);
            case "Unfreeze" -> new Unfreeze(head);
            case "Close" -> new Close(head);
            default -> throw new UnreadableException("unknown command type " + type, "type");
        };
        fields.requireNoOthers();
        return command;
    }

    private static List<RequestedLeg> legs(Fields fields) {
        List<RequestedLeg> legs =
                fields.objects("legs").stream().map(CommandJson::leg).toList();
        if (legs.isEmpty()) {
            throw new UnreadableException("legs must name at least one receiver", "legs");
        }
        return legs;
    }

    private static RequestedLeg leg(Fields fields) {
        RequestedLeg leg = new RequestedLeg(fields.walletId("to"), fields.requestedMoney());
        fields.requireNoOthers();
        return leg;
    }

    private static Malformed malformed(UnreadableException problem, ObjectNode node) {
        return new Malformed(
                problem.getMessage(),
                problem.field(),
                text(node, "walletId").filter(WalletId::isValid).map(WalletId::new),
                text(node, "commandId").filter(CommandId::isValid).map(CommandId::new));
    }

    private static Optional<String> text(ObjectNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::textValue);
    }

    private static byte[] write(Command command, Function<BigDecimal, String> decimal) {
        return Json.write(json -> {
            json.writeNumberField("v", 1);
            json.writeStringField("type", type(command));
            json.writeStringField("commandId", command.commandId().value());
            json.writeStringField("walletId", command.walletId().value());
            if (command.head().expectedSequence().isPresent()) {
                json.writeNumberField(
                        "expectedSequence", command.head().expectedSequence().getAsLong());
            }
            switch (command) {
                case OpenWallet open -> {
                    if (open.owner().isPresent()) {
                        json.writeStringField("owner", open.owner().get());
                    }
                }
                case Deposit deposit -> writeMoney(json, deposit.money(), decimal);
                case Withdraw withdraw -> writeMoney(json, withdraw.money(), decimal);
                case Transfer transfer -> {
                    json.writeArrayFieldStart("legs");
                    for (RequestedLeg leg : transfer.legs()) {
                        json.writeStartObject();
                        json.writeStringField("to", leg.to().value());
                        writeMoney(json, leg.money(), decimal);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                }
                case Freeze freeze -> {}
                case Unfreeze unfreeze -> {}
                case Close close -> {}
            }
            MemoJson.write(json, command.head().memo());
        });
    }

    private static String type(Command command) {
        return command.getClass().getSimpleName();
    }

    private static void writeMoney(JsonGenerator json, RequestedMoney money, Function<BigDecimal, String> decimal)
            throws IOException {
        json.writeStringField("amount", decimal.apply(money.amount()));
        json.writeStringField("currency", money.currency());
    }
}
