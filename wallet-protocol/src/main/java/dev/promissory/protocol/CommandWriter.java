package dev.promissory.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
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
import dev.promissory.domain.RequestedMoney;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;

/**
 * Commands as JSON, what was left out to be assumed written out.
 *
 * @param decimal writes a number
 * @param amount writes the amount of money
 * @param bought writes the amount that an exchange buys
 */
record CommandWriter(
        Function<BigDecimal, String> decimal,
        Function<RequestedMoney, String> amount,
        Function<RequestedMoney, String> bought) {

    byte[] write(Command command) {
        return Json.write(json -> {
            json.writeNumberField("v", 1);
            json.writeStringField("type", command.getClass().getSimpleName());
            json.writeStringField("commandId", command.commandId().value());
            json.writeStringField("walletId", command.walletId().value());
            if (command.head().expectedSequence().isPresent()) {
                json.writeNumberField(
                        "expectedSequence", command.head().expectedSequence().getAsLong());
            }
            RequirementJson.write(json, command.head().requirements(), decimal);
            writeContent(json, command);
            MemoJson.write(json, command.head().memo());
        });
    }

    private void writeContent(JsonGenerator json, Command command) throws IOException {
        switch (command) {
            case OpenWallet open -> {
                if (open.owner().isPresent()) {
                    json.writeStringField("owner", open.owner().get());
                }
            }
            case Deposit deposit -> writeMoney(json, deposit.money());
            case Withdraw withdraw -> writeMoney(json, withdraw.money());
            case Transfer transfer -> writeTransfer(json, transfer);
            case CancelTransfer cancel ->
                json.writeStringField("scheduleId", cancel.scheduleId().toString());
            case PlaceHold place -> {
                json.writeStringField("holdId", place.holdId().value());
                writeMoney(json, place.money());
                json.writeStringField("expiresIn", place.expiresIn().toString());
            }
            case CaptureHold capture -> writeCapture(json, capture);
            case ReleaseHold release ->
                json.writeStringField("holdId", release.holdId().value());
            case SetOverdraftLimit set -> {
                json.writeStringField("limit", amount.apply(set.limit()));
                json.writeStringField("currency", set.limit().currency());
            }
            case OpenJournal open -> writeJournal(json, open);
            case Exchange exchange -> writeExchange(json, exchange);
            case Reverse reverse -> {
                json.writeObjectFieldStart("proof");
                json.writeStringField("value", reverse.proof().value());
                json.writeStringField("previousHash", reverse.proof().previousHash());
                json.writeStringField("factMac", reverse.proof().mac());
                json.writeEndObject();
            }
            case Freeze freeze -> {}
            case Unfreeze unfreeze -> {}
            case Close close -> {}
        }
    }

    private void writeTransfer(JsonGenerator json, Transfer transfer) throws IOException {
        json.writeArrayFieldStart("legs");
        for (RequestedLeg leg : transfer.legs()) {
            json.writeStartObject();
            json.writeStringField("to", leg.to().value());
            writeMoney(json, leg.money());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (transfer.executeAt().isPresent()) {
            json.writeStringField("executeAt", Json.time(transfer.executeAt().get()));
        }
    }

    private void writeCapture(JsonGenerator json, CaptureHold capture) throws IOException {
        json.writeStringField("holdId", capture.holdId().value());
        if (capture.amount().isPresent()) {
            json.writeStringField("amount", captured(capture.amount().get(), capture.currency()));
        }
        if (capture.currency().isPresent()) {
            json.writeStringField("currency", capture.currency().get());
        }
        if (capture.to().isPresent()) {
            json.writeStringField("to", capture.to().get().value());
        }
    }

    private String captured(BigDecimal number, Optional<String> currency) {
        return currency.map(code -> amount.apply(new RequestedMoney(number, code)))
                .orElseGet(() -> decimal.apply(number));
    }

    private void writeJournal(JsonGenerator json, OpenJournal open) throws IOException {
        json.writeArrayFieldStart("legs");
        for (RequestedPosting leg : open.legs()) {
            json.writeStartObject();
            json.writeStringField("from", leg.from().value());
            json.writeStringField("to", leg.to().value());
            writeMoney(json, leg.money());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("expiresIn", open.expiresIn().toString());
    }

    private void writeExchange(JsonGenerator json, Exchange exchange) throws IOException {
        json.writeStringField("from", exchange.seller().value());
        json.writeStringField("with", exchange.counterpart().value());
        json.writeObjectFieldStart("sell");
        writeMoney(json, exchange.sell());
        json.writeEndObject();
        json.writeObjectFieldStart("buy");
        json.writeStringField("amount", bought.apply(exchange.buy()));
        json.writeStringField("currency", exchange.buy().currency());
        json.writeEndObject();
        json.writeStringField("rate", decimal.apply(exchange.rate()));
        json.writeStringField("expiresIn", exchange.expiresIn().toString());
    }

    private void writeMoney(JsonGenerator json, RequestedMoney money) throws IOException {
        json.writeStringField("amount", amount.apply(money));
        json.writeStringField("currency", money.currency());
    }
}
