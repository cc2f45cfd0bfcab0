package dev.promissory.views;

import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Reads what {@link RowWriter} wrote, part by part in the same order. */
final class RowReader {

    private final ByteBuffer bytes;

    /** @throws IllegalStateException when the row is of another version: only another release of the views wrote it */
    RowReader(byte[] row, int version) {
        this.bytes = ByteBuffer.wrap(row);
        int found = one();
        if (found != version) {
            throw new IllegalStateException("a row of version " + found + " where " + version
                    + " is read: the views' stores are of another release and must be rebuilt");
        }
    }

    int one() {
        return bytes.get();
    }

    long number() {
        return bytes.getLong();
    }

    boolean flag() {
        return one() != 0;
    }

    Instant time() {
        return Instant.ofEpochMilli(number());
    }

    Optional<Instant> optionalTime() {
        return flag() ? Optional.of(time()) : Optional.empty();
    }

    String text() {
        return new String(sized(), StandardCharsets.UTF_8);
    }

    Optional<String> optionalText() {
        return flag() ? Optional.of(text()) : Optional.empty();
    }

    Money money() {
        return amount(new Currency(text()));
    }

    Money amount(Currency currency) {
        int scale = one();
        return new Money(currency, new BigDecimal(new BigInteger(sized()), scale));
    }

    byte[] sized() {
        return raw(bytes.getInt());
    }

    byte[] raw(int length) {
        byte[] value = new byte[length];
        bytes.get(value);
        return value;
    }

    byte[] rest() {
        return raw(bytes.remaining());
    }
}
