package dev.promissory.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Command;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Currency;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.CommandReading.Malformed;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Commands as JSON. Reading is strict: a command with a field this version does not know might mean something else than
 * what would be done, so it is malformed.
 */
public final class CommandJson {

    /** The most bytes a command may have. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final CommandWriter PLAIN = new CommandWriter(
            BigDecimal::toPlainString,
            money -> money.amount().toPlainString(),
            money -> money.amount().toPlainString());

    private static final CommandWriter CANONICAL =
            new CommandWriter(CommandJson::shortest, CommandJson::canonical, CommandJson::canonicalBought);

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
            return CommandReader.read(node);
        } catch (UnreadableException e) {
            return malformed(e, node);
        }
    }

    public static byte[] write(Command command) {
        return PLAIN.write(command);
    }

    /** The same bytes for every way to write the same command: what its fingerprint is taken of. */
    static byte[] canonical(Command command) {
        return CANONICAL.write(command);
    }

    private static String shortest(BigDecimal number) {
        return number.stripTrailingZeros().toString();
    }

    /** Zeros at its end mean nothing, unless it is refused for them: without them it is another command. */
    private static String canonical(RequestedMoney money) {
        return money.hasTooManyDigits() ? money.amount().toPlainString() : shortest(money.amount());
    }

    /** In a currency of any fraction, the last digit that is written says how exact the rate must be. */
    private static String canonicalBought(RequestedMoney money) {
        boolean exact = Currency.isValid(money.currency()) && new Currency(money.currency()).hasFixedFraction();
        return exact || money.amount().scale() <= 0
                ? canonical(money)
                : money.amount().toString();
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
}
