package dev.promissory.processor;

import dev.promissory.domain.Balance;
import dev.promissory.domain.Currency;
import dev.promissory.domain.Money;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Balances as bytes: their count, then currency, total and held of each, as text. */
final class BalanceCodec {

    private BalanceCodec() {}

    static void write(DataOutputStream out, Collection<Balance> balances) throws IOException {
        out.writeInt(balances.size());
        for (Balance balance : balances) {
            out.writeUTF(balance.currency().code());
            out.writeUTF(balance.total().plain());
            out.writeUTF(balance.held().plain());
        }
    }

    static List<Balance> read(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Balance> balances = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Currency currency = new Currency(in.readUTF());
            Money total = new Money(currency, new BigDecimal(in.readUTF()));
            balances.add(new Balance(total, new Money(currency, new BigDecimal(in.readUTF()))));
        }
        return balances;
    }
}
