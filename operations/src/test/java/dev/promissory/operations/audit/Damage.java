package dev.promissory.operations.audit;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Damage to a row. */
final class Damage {

    private Damage() {}

    /** Each of the one by the other, which is as long; the row must hold it. */
    static UnaryOperator<byte[]> replacing(byte[] from, byte[] to) {
        return row -> {
            byte[] changed = row.clone();
            boolean found = false;
            for (int start = 0; start + from.length <= row.length; start++) {
                if (Arrays.equals(row, start, start + from.length, from, 0, from.length)) {
                    System.arraycopy(to, 0, changed, start, to.length);
                    found = true;
                }
            }
            if (!found) {
                throw new IllegalArgumentException("there is nothing to replace");
            }
            return changed;
        };
    }

    static UnaryOperator<byte[]> replacing(String from, String to) {
        return replacing(World.bytes(from), World.bytes(to));
    }

    /** An amount as the views write it: its digits without the point. */
    static byte[] digits(long unscaled) {
        return BigInteger.valueOf(unscaled).toByteArray();
    }

    static UnaryOperator<byte[]> cut() {
        return row -> Arrays.copyOf(row, 3);
    }

    static UnaryOperator<byte[]> gone() {
        return row -> null;
    }
}
