package dev.promissory.protocol;

import dev.promissory.domain.Timer;
import dev.promissory.domain.Timer.HoldDue;
import dev.promissory.domain.Timer.JournalDue;
import dev.promissory.domain.Timer.ScheduleDue;
import dev.promissory.domain.WalletId;

/**
 * Timers as JSON. They lie on wallet.commands among the commands, so that one order decides what came first. They are
 * not signed: what counts is the time their record got from the broker.
 */
public final class TimerJson {

    private TimerJson() {}

    public static byte[] write(Timer timer) {
        return Json.write(json -> {
            json.writeNumberField("v", 1);
            json.writeStringField("type", timer.getClass().getSimpleName());
            json.writeStringField("walletId", timer.addressee().value());
            switch (timer) {
                case HoldDue due -> json.writeStringField("holdId", due.holdId().value());
                case ScheduleDue due ->
                    json.writeStringField("scheduleId", due.scheduleId().toString());
                case JournalDue due ->
                    json.writeStringField("promiseId", due.promiseId().toString());
            }
        });
    }

    /** @throws UnreadableException when the bytes are no timer */
    public static Timer read(byte[] value) {
        Fields fields = new Fields(Json.readObject(value));
        fields.requireVersion();
        String type = fields.text("type");
        WalletId walletId = fields.walletId("walletId");
        Timer timer = switch (type) {
            case "HoldDue" -> new HoldDue(walletId, fields.holdId("holdId"));
            case "ScheduleDue" -> new ScheduleDue(fields.scheduleId("scheduleId"));
            case "JournalDue" -> new JournalDue(fields.promiseId("promiseId"));
            default -> throw new UnreadableException("unknown timer type " + type, "type");
        };
        fields.requireNoOthers();
        if (!timer.addressee().equals(walletId)) {
            throw new UnreadableException("the timer is another wallet's", "walletId");
        }
        return timer;
    }
}
