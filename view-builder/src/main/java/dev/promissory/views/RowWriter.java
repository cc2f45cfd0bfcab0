package dev.promissory.views;

import dev.promissory.domain.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes a table's row as bytes: a version first, then its parts in a fixed order, read back by {@link RowReader}. Rows
 * are rewritten for every fact, so they are binary; amounts stay exact decimals.
 */
final class RowWriter {

    private byte[] bytes = new byte[192];
    private int length;

    RowWriter(int version) {
        one(version);
    }

    RowWriter one(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    RowWriter number(long value) {
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    RowWriter flag(boolean value) {
        return one(value ? 1 : 0);
    }

    /** To the millisecond, the precision of a record's time. */
    RowWriter time(Instant value) {
        return number(value.toEpochMilli());
    }

    RowWriter time(Optional<Instant> value) {
        flag(value.isPresent());
        value.ifPresent(this::time);
        return this;
    }

    RowWriter text(String value) {
        return sized(value.getBytes(StandardCharsets.UTF_8));
    }

    RowWriter text(Optional<String> value) {
        flag(value.isPresent());
        value.ifPresent(this::text);
        return this;
    }

    RowWriter money(Money value) {
        return text(value.currency().code()).amount(value);
    }

    /** The amount alone, where the reader knows the currency. */
    RowWriter amount(Money value) {
        return one(value.amount().scale()).sized(value.amount().unscaledValue().toByteArray());
    }

    RowWriter sized(byte[] value) {
        room(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value.length >>> shift);
        }
        return raw(value);
    }

    RowWriter raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
        return this;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
