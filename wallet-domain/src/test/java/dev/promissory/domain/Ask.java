package dev.promissory.domain;

import dev.promissory.domain.Command.Close;
import dev.promissory.domain.Command.Deposit;
import dev.promissory.domain.Command.Freeze;
import dev.promissory.domain.Command.OpenWallet;
import dev.promissory.domain.Command.RequestedLeg;
import dev.promissory.domain.Command.Transfer;
import dev.promissory.domain.Command.Unfreeze;
import dev.promissory.domain.Command.Withdraw;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A command as a test speaks of it: what is asked for, without the head that the scenario gives it. */
interface Ask {

    Command under(CommandHead head);

    static Ask open() {
        return head -> new OpenWallet(head, Optional.empty());
    }

    static Ask openFor(String owner) {
        return head -> new OpenWallet(head, Optional.of(owner));
    }

    static Ask deposit(String money) {
        return head -> new Deposit(head, requested(money));
    }

    static Ask withdraw(String money) {
        return head -> new Withdraw(head, requested(money));
    }

    /** One leg to each receiver, each of the same money. */
    static Ask transfer(String money, WalletId... receivers) {
        List<RequestedLeg> legs = Stream.of(receivers)
                .map(to -> new RequestedLeg(to, requested(money)))
                .toList();
        return head -> new Transfer(head, legs, Optional.empty());
    }

    static Ask freeze() {
        return Freeze::new;
    }

    static Ask unfreeze() {
        return Unfreeze::new;
    }

    static Ask close() {
        return Close::new;
    }

    private static RequestedMoney requested(String money) {
        String[] parts = money.split(" ", 2);
        return RequestedMoney.of(parts[0], parts[1]);
    }
}
