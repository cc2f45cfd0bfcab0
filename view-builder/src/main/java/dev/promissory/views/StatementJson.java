package dev.promissory.views;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.promissory.domain.Balance;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Fact.TransferPromised;
import dev.promissory.domain.Fact.TransferReceived;
import dev.promissory.domain.Fact.TransferRefused;
import dev.promissory.domain.Fact.TransferReturned;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.FactJson;
import dev.promissory.protocol.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fact as a line of its wallet's statement. A fact that moves no money has no currency, amount or balance; one that
 * moves several currencies lists them as {@code movements}.
 */
final class StatementJson {

    private StatementJson() {}

    /** What a line tells of a promise besides the money. */
    private record Other(Optional<WalletId> counterpart, Optional<PromiseId> promiseId, Optional<Rejection> reason) {
        static final Other NONE = new Other(Optional.empty(), Optional.empty(), Optional.empty());
    }

    static void write(JsonGenerator json, Fact fact) throws IOException {
        json.writeNumberField("sequence", fact.sequence());
        json.writeStringField("at", Json.time(fact.head().at()));
        json.writeStringField("type", FactJson.type(fact));
        List<Movement> movements = Movement.of(fact);
        if (movements.size() == 1) {
            movement(json, fact, movements.getFirst());
        } else if (!movements.isEmpty()) {
            json.writeArrayFieldStart("movements");
            for (Movement each : movements) {
                json.writeStartObject();
                movement(json, fact, each);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeStringField("commandId", fact.head().commandId().value());
        Other other = other(fact);
        if (other.counterpart().isPresent()) {
            json.writeStringField("counterpart", other.counterpart().get().value());
        }
        if (other.promiseId().isPresent()) {
            json.writeStringField("promiseId", other.promiseId().get().toString());
        }
        if (other.reason().isPresent()) {
            json.writeStringField("code", other.reason().get().code());
        }
        if (fact.head().memo().reference().isPresent()) {
            json.writeStringField("reference", fact.head().memo().reference().get());
        }
        metadata(json, fact.head().memo().metadata());
    }

    /** Left out when there is none. */
    static void metadata(JsonGenerator json, Map<String, String> metadata) throws IOException {
        if (!metadata.isEmpty()) {
            json.writeObjectFieldStart("metadata");
            for (Map.Entry<String, String> entry : metadata.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        }
    }

    /** Whether the wallet is at the other end of what the fact tells, be it as one of several. */
    static boolean hasCounterpart(Fact fact, WalletId wallet) {
        boolean oneOfSeveral = fact instanceof TransferPromised promised
                && promised.legs().stream().anyMatch(leg -> leg.to().equals(wallet));
        return oneOfSeveral || other(fact).counterpart().filter(wallet::equals).isPresent();
    }

    private static void movement(JsonGenerator json, Fact fact, Movement movement) throws IOException {
        Currency currency = movement.money().currency();
        json.writeStringField("currency", currency.code());
        json.writeStringField("amount", movement.effect().plain());
        json.writeStringField("balance", balance(fact, currency).total().plain());
    }

    /** A fact states each balance it changes: that was checked before it was folded. */
    private static Balance balance(Fact fact, Currency currency) {
        return fact.balances().stream()
                .filter(stated -> stated.currency().equals(currency))
                .findFirst()
                .orElseThrow();
    }

    private static Other other(Fact fact) {
        return switch (fact) {
            case TransferPromised promised ->
                new Other(
                        onlyOne(promised.legs().stream().map(leg -> leg.to()).toList()),
                        Optional.of(promised.promiseId()),
                        Optional.empty());
            case TransferReceived received -> fromSender(received.promiseId(), Optional.empty());
            case TransferRefused refused -> fromSender(refused.promiseId(), Optional.of(refused.reason()));
            case TransferReturned returned ->
                new Other(
                        Optional.of(returned.refusedBy()),
                        Optional.of(returned.promiseId()),
                        Optional.of(returned.reason()));
            case Fact.WalletOpened any -> Other.NONE;
            case Fact.HoldPlaced any -> Other.NONE;
            case Fact.HoldCaptured any -> Other.NONE;
            case Fact.HoldReleased any -> Other.NONE;
            case Fact.HoldExpired any -> Other.NONE;
            case Fact.OverdraftLimitSet any -> Other.NONE;
            case Fact.TransferAccepted any -> Other.NONE;
            case Fact.TransferSettled any -> Other.NONE;
            case Fact.TransferReleased any -> Other.NONE;
            case Fact.TransferScheduled any -> Other.NONE;
            case Fact.ScheduleCancelled any -> Other.NONE;
            case Fact.ScheduleFailed any -> Other.NONE;
            case Fact.JournalOpened any -> Other.NONE;
            case Fact.JournalSettled any -> Other.NONE;
            case Fact.JournalReturned any -> Other.NONE;
            case Fact.TransferReserved any -> Other.NONE;
            case Fact.WalletDescribed any -> Other.NONE;
            case Fact.MoneyDeposited any -> Other.NONE;
            case Fact.MoneyWithdrawn any -> Other.NONE;
            case Fact.WalletFrozen any -> Other.NONE;
            case Fact.WalletUnfrozen any -> Other.NONE;
            case Fact.WalletClosed any -> Other.NONE;
        };
    }

    private static Other fromSender(PromiseId promiseId, Optional<Rejection> reason) {
        return new Other(Optional.of(promiseId.sender()), Optional.of(promiseId), reason);
    }

    private static Optional<WalletId> onlyOne(List<WalletId> receivers) {
        return receivers.size() == 1 ? Optional.of(receivers.getFirst()) : Optional.empty();
    }
}
