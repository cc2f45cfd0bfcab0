package dev.promissory.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Command;
import dev.promissory.domain.Command.CancelTransfer;
import dev.promissory.domain.Command.CaptureHold;
import dev.promissory.domain.Command.Close;
import dev.promissory.domain.Command.Deposit;
import dev.promissory.domain.Command.Exchange;
import dev.promissory.domain.Command.Freeze;
import dev.promissory.domain.Command.OpenJournal;
import dev.promissory.domain.Command.OpenWallet;
import dev.promissory.domain.Command.PlaceHold;
import dev.promissory.domain.Command.ReleaseHold;
import dev.promissory.domain.Command.RequestedLeg;
import dev.promissory.domain.Command.RequestedPosting;
import dev.promissory.domain.Command.Reverse;
import dev.promissory.domain.Command.SetOverdraftLimit;
import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.Command.Unfreeze;
import dev.promissory.domain.Command.Withdraw;
import dev.promissory.domain.CommandHead;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact;
import dev.promissory.domain.HoldId;
import dev.promissory.domain.Proof;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.Reversed;
import dev.promissory.domain.TimeSpan;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.CommandReading.Readable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One command, read strictly: every field of the object has its place, or the command is malformed. */
final class CommandReader {

    /** How long a hold lasts when nobody says. */
    private static final TimeSpan HOLD_TIME = TimeSpan.of(Period.ofDays(7));

    /** How long the wallets of a journal have to agree when nobody says. */
    private static final TimeSpan JOURNAL_TIME = TimeSpan.of(Duration.ofSeconds(30));

    private static final List<String> CONDITIONS = List.of("expectedSequence", "require");

    private final Fields fields;
    private final CommandId commandId;
    private final WalletId walletId;

    private CommandReader(Fields fields) {
        this.fields = fields;
        fields.requireVersion();
        this.walletId = fields.walletId("walletId");
        this.commandId = fields.commandId("commandId");
    }

    /** @throws UnreadableException when the object is no command */
    static Readable read(ObjectNode node) {
        CommandReader reader = new CommandReader(new Fields(node));
        Command command = reader.command();
        boolean dryRun = reader.fields.flag("dryRun");
        reader.fields.requireNoOthers();
        return new Readable(command, dryRun);
    }

    private Command command() {
        String type = fields.text("type");
        return switch (type) {
            case "OpenWallet" -> new OpenWallet(head(), fields.optionalText("owner"));
            case "Deposit" -> deposit(fields.requestedMoney());
            case "Withdraw" -> withdraw(fields.requestedMoney());
            case "Transfer" -> transfer(legs());
            case "CancelTransfer" -> new CancelTransfer(head(), fields.scheduleId("scheduleId"));
            case "PlaceHold" -> placeHold(fields.requestedMoney());
            case "CaptureHold" -> captureHold(fields.optionalText("currency"));
            case "ReleaseHold" -> new ReleaseHold(head(), fields.holdId("holdId"));
            case "SetOverdraftLimit" -> setOverdraftLimit();
            case "OpenJournal" -> new OpenJournal(journalHead(), postings(), expiresIn(JOURNAL_TIME));
            case "Exchange" -> exchange();
            case "Reverse" -> reverse();
            case "Freeze" -> new Freeze(head());
            case "Unfreeze" -> new Unfreeze(head());
            case "Close" -> new Close(head());
            default -> throw new UnreadableException("unknown command type " + type, "type");
        };
    }

    private CommandHead head() {
        return head(Optional.empty());
    }

    /** @param currency the command's own, for conditions that name none */
    private CommandHead head(Optional<String> currency) {
        return new CommandHead(
                walletId,
                commandId,
                fields.optionalInteger("expectedSequence"),
                RequirementJson.read(fields, currency),
                fields.memo());
    }

    private CommandHead head(RequestedMoney money) {
        return head(Optional.of(money.currency()));
    }

    /** Conditions are for commands of a wallet: a new journal would meet all of them or none, whatever its wallets have. */
    private CommandHead journalHead() {
        for (String condition : CONDITIONS) {
            if (fields.has(condition)) {
                throw new UnreadableException(
                        condition + " is for commands of a wallet, and a journal is none", condition);
            }
        }
        return head();
    }

    private Command deposit(RequestedMoney money) {
        return new Deposit(head(money), money);
    }

    private Command withdraw(RequestedMoney money) {
        return new Withdraw(head(money), money);
    }

    private Command placeHold(RequestedMoney money) {
        HoldId holdId = fields.optionalHoldId("holdId").orElseGet(() -> new HoldId(commandId.value()));
        return new PlaceHold(head(money), holdId, money, expiresIn(HOLD_TIME));
    }

    private Command captureHold(Optional<String> currency) {
        return new CaptureHold(
                head(currency),
                fields.holdId("holdId"),
                fields.optionalDecimal("amount"),
                currency,
                fields.optionalWalletId("to"));
    }

    private Command setOverdraftLimit() {
        RequestedMoney limit = new RequestedMoney(fields.decimal("limit"), fields.text("currency"));
        return new SetOverdraftLimit(head(limit), limit);
    }

    private Command transfer(List<RequestedLeg> legs) {
        return new Transfer(
                head(onlyCurrency(legs.stream().map(RequestedLeg::money))), legs, fields.optionalTime("executeAt"));
    }

    private Command exchange() {
        return new Exchange(
                journalHead(),
                fields.walletId("from"),
                fields.walletId("with"),
                fields.object("sell").onlyRequestedMoney(),
                fields.object("buy").onlyRequestedMoney(),
                fields.positiveDecimal("rate"),
                expiresIn(JOURNAL_TIME));
    }

    private Command reverse() {
        Fields proof = fields.object("proof");
        String value = proof.text("value");
        Proof read = new Proof(value, proof.text("previousHash"), proof.text("factMac"));
        proof.requireNoOthers();
        Fact fact = proven(value);
        return new Reverse(Reversed.isOfSeveral(fact) ? journalHead() : head(), fact, read);
    }

    private static Fact proven(String value) {
        try {
            return FactJson.read(value.getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableException e) {
            throw new UnreadableException("proof holds no fact that can be read here: " + e.getMessage(), "proof");
        }
    }

    private TimeSpan expiresIn(TimeSpan otherwise) {
        return fields.optionalText("expiresIn")
                .map(text -> TimeSpan.parse(text)
                        .orElseThrow(() ->
                                new UnreadableException("expiresIn must be a duration such as PT1H", "expiresIn")))
                .orElse(otherwise);
    }

    private List<RequestedLeg> legs() {
        List<RequestedLeg> legs =
                fields.objects("legs").stream().map(CommandReader::leg).toList();
        if (legs.isEmpty()) {
            throw new UnreadableException("legs must name at least one receiver", "legs");
        }
        return legs;
    }

    private List<RequestedPosting> postings() {
        List<RequestedPosting> legs =
                fields.objects("legs").stream().map(CommandReader::posting).toList();
        if (legs.isEmpty()) {
            throw new UnreadableException("legs must name at least one movement", "legs");
        }
        return legs;
    }

    private static RequestedLeg leg(Fields fields) {
        RequestedLeg leg = new RequestedLeg(fields.walletId("to"), fields.requestedMoney());
        fields.requireNoOthers();
        return leg;
    }

    private static RequestedPosting posting(Fields fields) {
        RequestedPosting posting =
                new RequestedPosting(fields.walletId("from"), fields.walletId("to"), fields.requestedMoney());
        fields.requireNoOthers();
        return posting;
    }

    private static Optional<String> onlyCurrency(Stream<RequestedMoney> moneys) {
        List<String> currencies =
                moneys.map(RequestedMoney::currency).distinct().toList();
        return currencies.size() == 1 ? Optional.of(currencies.getFirst()) : Optional.empty();
    }
}
