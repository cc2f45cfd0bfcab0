package dev.promissory.benchmarks.wallets;

import dev.promissory.domain.Command;
import dev.promissory.domain.Command.RequestedLeg;
import dev.promissory.domain.CommandHead;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Memo;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.WalletId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** The commands of one bench, each under an id of its own: another bench on the same wallets has others. */
public final class Asks {

    private final String bench = Run.fresh().id();
    private final AtomicLong made = new AtomicLong();
    private final String currency;

    public Asks(String currency) {
        this.currency = currency;
    }

    public String currency() {
        return currency;
    }

    /** Refused for a wallet that exists, whoever it belongs to. */
    public Command open(Run run, long number) {
        CommandHead head = new CommandHead(
                new WalletId(run.wallet(number)),
                new CommandId("open"),
                OptionalLong.of(0),
                List.of(),
                Memo.of(null, Map.of(Run.MARK, run.id())));
        return new Command.OpenWallet(head, Optional.of(Run.OWNER));
    }

    public Command deposit(String wallet, String amount) {
        return new Command.Deposit(head(wallet), new RequestedMoney(new BigDecimal(amount), currency));
    }

    public Command transfer(String from, String to, String amount) {
        RequestedLeg leg = new RequestedLeg(new WalletId(to), new RequestedMoney(new BigDecimal(amount), currency));
        return new Command.Transfer(head(from), List.of(leg), Optional.empty());
    }

    public Command withdraw(String wallet, String amount, String whatCurrency) {
        return new Command.Withdraw(head(wallet), new RequestedMoney(new BigDecimal(amount), whatCurrency));
    }

    public Command close(String wallet) {
        return new Command.Close(head(wallet));
    }

    private CommandHead head(String wallet) {
        return CommandHead.of(wallet, bench + "-" + made.incrementAndGet());
    }
}
