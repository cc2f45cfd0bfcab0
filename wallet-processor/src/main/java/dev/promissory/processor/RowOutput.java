package dev.promissory.processor;

import dev.promissory.domain.Leg;
import dev.promissory.domain.Memo;
import dev.promissory.domain.Money;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.Posting;
import dev.promissory.domain.WalletId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bytes of a row, one part after the other; {@link RowInput} reads them in the same order. */
final class RowOutput {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
    private final DataOutputStream out = new DataOutputStream(bytes);

    private interface Part {
        void write() throws IOException;
    }

    RowOutput one(int value) {
        return put(() -> out.writeByte(value));
    }

    RowOutput text(String value) {
        return put(() -> out.writeUTF(value));
    }

    RowOutput time(Instant time) {
        return put(() -> out.writeLong(time.toEpochMilli()));
    }

    RowOutput time(Optional<Instant> time) {
        one(time.isPresent() ? 1 : 0);
        time.ifPresent(this::time);
        return this;
    }

    RowOutput money(Money money) {
        return text(money.currency().code()).text(money.plain());
    }

    RowOutput count(int count) {
        return put(() -> out.writeShort(count));
    }

    RowOutput wallets(Collection<WalletId> ids) {
        count(ids.size());
        ids.forEach(id -> text(id.value()));
        return this;
    }

    RowOutput postings(List<Posting> postings) {
        count(postings.size());
        postings.forEach(
                each -> text(each.from().value()).text(each.to().value()).money(each.money()));
        return this;
    }

    RowOutput legs(List<Leg> legs) {
        count(legs.size());
        legs.forEach(each -> text(each.to().value()).money(each.money()));
        return this;
    }

    RowOutput memo(Memo memo) {
        one(memo.reference().isPresent() ? 1 : 0);
        memo.reference().ifPresent(this::text);
        count(memo.metadata().size());
        for (Map.Entry<String, String> entry : memo.metadata().entrySet()) {
            text(entry.getKey()).text(entry.getValue());
        }
        return this;
    }

    RowOutput occasion(Occasion occasion) {
        return switch (occasion) {
            case Occasion.None none -> one(RowInput.NO_OCCASION);
            case Occasion.Capture capture ->
                one(RowInput.CAPTURE).text(capture.holdId().value());
            case Occasion.Schedule schedule ->
                one(RowInput.SCHEDULE).text(schedule.scheduleId().toString());
            case Occasion.Exchange exchange ->
                one(RowInput.EXCHANGE).text(exchange.rate().toPlainString());
            case Occasion.Reversal reversal ->
                one(RowInput.REVERSAL).text(reversal.reversed().toString());
        };
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private RowOutput put(Part part) {
        try {
            part.write();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return this;
    }
}
