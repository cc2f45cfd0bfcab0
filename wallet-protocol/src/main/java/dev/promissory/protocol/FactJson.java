package dev.promissory.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Balance;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.MoneyDeposited;
import dev.promissory.domain.Fact.MoneyWithdrawn;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.Fact.WalletClosed;
import dev.promissory.domain.Fact.WalletDescribed;
import dev.promissory.domain.Fact.WalletFrozen;
import dev.promissory.domain.Fact.WalletOpened;
import dev.promissory.domain.Fact.WalletUnfrozen;
import dev.promissory.domain.FactHead;
import dev.promissory.domain.Money;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Facts as JSON. Reading ignores fields it does not know, so that a fact may gain some; it refuses another {@code v}
 * rather than guess.
 */
public final class FactJson {

    private static final Set<String> TYPES = types(Fact.class).collect(Collectors.toUnmodifiableSet());

    private FactJson() {}

    public static byte[] write(Fact fact) {
        return Json.write(json -> {
            json.writeNumberField("v", 1);
            json.writeStringField("type", type(fact));
            json.writeStringField("walletId", fact.walletId().value());
            json.writeNumberField("sequence", fact.sequence());
            json.writeStringField("commandId", fact.head().commandId().value());
            json.writeStringField("at", Json.time(fact.head().at()));
            switch (fact) {
                case WalletOpened opened -> {
                    if (opened.owner().isPresent()) {
                        json.writeStringField("owner", opened.owner().get());
                    }
                }
                case WalletDescribed described -> json.writeStringField("owner", described.owner());
                case MoneyDeposited deposited -> write(json, deposited.money(), deposited.balance());
                case MoneyWithdrawn withdrawn -> write(json, withdrawn.money(), withdrawn.balance());
                case TransferPromised promised -> {
                    json.writeStringField("promiseId", promised.promiseId().toString());
                    MoneyJson.writeLegs(json, promised.legs());
                    MoneyJson.writeBalances(json, promised.balances());
                }
                case TransferReceived received -> {
                    writePromise(json, received.promiseId(), received.promisedAt());
                    write(json, received.money(), received.balance());
                }
                case TransferRefused refused -> {
                    writePromise(json, refused.promiseId(), refused.promisedAt());
                    MoneyJson.write(json, refused.money());
                    writeReason(json, refused.reason());
                }
                case TransferReturned returned -> {
                    json.writeStringField("promiseId", returned.promiseId().toString());
                    json.writeStringField("promisedAt", Json.time(returned.promisedAt()));
                    MoneyJson.writeLegs(json, returned.legs());
                    json.writeStringField("refusedBy", returned.refusedBy().value());
                    writeReason(json, returned.reason());
                    MoneyJson.writeBalances(json, returned.balances());
                }
                case WalletFrozen frozen -> {}
                case WalletUnfrozen unfrozen -> {}
                case WalletClosed closed -> {}
            }
            MemoJson.write(json, fact.head().memo());
        });
    }

    /** @throws UnreadableException when the bytes are no fact of a version this reader knows */
    public static Fact read(byte[] value) {
        Fields fields = new Fields(Json.readObject(value));
        fields.requireVersion();
        String type = fields.text("type");
        FactHead head = new FactHead(
                fields.walletId("walletId"),
                fields.sequence(1),
                fields.commandId("commandId"),
                fields.time("at"),
                fields.memo());
        return switch (type) {
            case "WalletOpened" -> new WalletOpened(head, fields.optionalText("owner"));
            case "WalletDescribed" -> new WalletDescribed(head, fields.text("owner"));
            case "MoneyDeposited" -> new MoneyDeposited(head, fields.movedMoney(), balance(fields));
            case "MoneyWithdrawn" -> new MoneyWithdrawn(head, fields.movedMoney(), balance(fields));
            case "TransferPromised" -> promised(head, fields);
            case "TransferReceived" ->
                new TransferReceived(
                        head,
                        promiseOfAnother(fields),
                        fields.time("promisedAt"),
                        fields.movedMoney(),
                        balance(fields));
            case "TransferRefused" ->
                new TransferRefused(
                        head,
                        promiseOfAnother(fields),
                        fields.time("promisedAt"),
                        fields.movedMoney(),
                        fields.rejection("code"));
            case "TransferReturned" ->
                new TransferReturned(
                        head,
                        ownPromise(head, fields),
                        fields.time("promisedAt"),
                        MoneyJson.legs(fields),
                        fields.walletId("refusedBy"),
                        fields.rejection("code"),
                        MoneyJson.balances(fields));
            case "WalletFrozen" -> new WalletFrozen(head);
            case "WalletUnfrozen" -> new WalletUnfrozen(head);
            case "WalletClosed" -> new WalletClosed(head);
            default -> throw new UnreadableException("unknown fact type " + type, "type");
        };
    }

    /** A promise names itself; a fact whose name for it does not fit its own place contradicts itself. */
    private static TransferPromised promised(FactHead head, Fields fields) {
        TransferPromised promised = new TransferPromised(head, MoneyJson.legs(fields), MoneyJson.balances(fields));
        if (!promised.promiseId().equals(fields.promiseId("promiseId"))) {
            throw new UnreadableException("promiseId must be <walletId>~<sequence> of this fact", "promiseId");
        }
        return promised;
    }

    private static PromiseId promiseOfAnother(Fields fields) {
        PromiseId promiseId = fields.promiseId("promiseId");
        if (!promiseId.sender().equals(fields.walletId("from"))) {
            throw new UnreadableException("from must be the wallet that promiseId names", "from");
        }
        return promiseId;
    }

    private static PromiseId ownPromise(FactHead head, Fields fields) {
        PromiseId promiseId = fields.promiseId("promiseId");
        if (!promiseId.sender().equals(head.walletId())) {
            throw new UnreadableException("a promise returns to the wallet that made it", "promiseId");
        }
        return promiseId;
    }

    /** The fact's name on the wire. */
    public static String type(Fact fact) {
        return fact.getClass().getSimpleName();
    }

    /** The names of all facts on the wire. */
    public static Set<String> types() {
        return TYPES;
    }

    /** The records below a sealed type, by name. */
    private static Stream<String> types(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(FactJson::types)
                : Stream.of(type.getSimpleName());
    }

    private static void write(JsonGenerator json, Money money, Balance balance) throws IOException {
        MoneyJson.write(json, money);
        MoneyJson.writeParts(json, balance);
    }

    private static void writePromise(JsonGenerator json, PromiseId promiseId, Instant promisedAt) throws IOException {
        json.writeStringField("promiseId", promiseId.toString());
        json.writeStringField("from", promiseId.sender().value());
        json.writeStringField("promisedAt", Json.time(promisedAt));
    }

    private static void writeReason(JsonGenerator json, Rejection reason) throws IOException {
        json.writeStringField("code", reason.code());
    }

    private static Balance balance(Fields fields) {
        return MoneyJson.balance(fields, fields.text("currency"));
    }
}
