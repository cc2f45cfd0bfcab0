package dev.promissory.processor;

import dev.promissory.domain.Command;
import dev.promissory.domain.Command.Close;
import dev.promissory.domain.Command.Deposit;
import dev.promissory.domain.Command.Freeze;
import dev.promissory.domain.Command.OpenWallet;
import dev.promissory.domain.Command.RequestedLeg;
import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.Command.Unfreeze;
import dev.promissory.domain.Command.Withdraw;
import dev.promissory.domain.CommandHead;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.WalletId;
import java.util.List;
import java.util.Optional;

/** Commands by the words a person would use: the command's id, then the wallet, then {@code "12.50 EUR"}. */
final class Asks {

    private Asks() {}

    static Command open(String id, String wallet) {
        return new OpenWallet(CommandHead.of(wallet, id), Optional.empty());
    }

    static Command open(String id, String wallet, String owner) {
        return new OpenWallet(CommandHead.of(wallet, id), Optional.of(owner));
    }

    static Command deposit(String id, String wallet, String money) {
        return new Deposit(CommandHead.of(wallet, id), money(money));
    }

    static Command withdraw(String id, String wallet, String money) {
        return new Withdraw(CommandHead.of(wallet, id), money(money));
    }

    static Command transfer(String id, String from, String to, String money) {
        return new Transfer(CommandHead.of(from, id), List.of(new RequestedLeg(new WalletId(to), money(money))));
    }

    static Command freeze(String id, String wallet) {
        return new Freeze(CommandHead.of(wallet, id));
    }

    static Command unfreeze(String id, String wallet) {
        return new Unfreeze(CommandHead.of(wallet, id));
    }

    static Command close(String id, String wallet) {
        return new Close(CommandHead.of(wallet, id));
    }

    private static RequestedMoney money(String text) {
        String[] parts = text.split(" ");
        return RequestedMoney.of(parts[0], parts[1]);
    }
}
