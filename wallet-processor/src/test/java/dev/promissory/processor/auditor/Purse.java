package dev.promissory.processor.auditor;

import java.math.BigInteger;

/** What a wallet has of one currency, and how much of that is set aside. */
record Purse(BigInteger total, BigInteger held) {

    static final Purse EMPTY = new Purse(BigInteger.ZERO, BigInteger.ZERO);

    BigInteger available() {
        return total.subtract(held);
    }

    Purse plus(BigInteger amount) {
        return new Purse(total.add(amount), held);
    }

    Purse minus(BigInteger amount) {
        return new Purse(total.subtract(amount), held);
    }

    Purse settingAside(BigInteger amount) {
        return new Purse(total, held.add(amount));
    }

    boolean isEmpty() {
        return total.signum() == 0 && held.signum() == 0;
    }
}
