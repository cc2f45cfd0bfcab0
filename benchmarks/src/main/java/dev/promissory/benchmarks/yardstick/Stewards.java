package dev.promissory.benchmarks.yardstick;

import dev.promissory.benchmarks.wallets.Asks;
import dev.promissory.benchmarks.wallets.Run;
import dev.promissory.domain.Command;
import dev.promissory.processor.StewardStore;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The wallets' stewards on the same kind of transfers, as the gateway would write them; whoever runs them. */
final class Stewards implements Contender {

    private static final long FUNDS = 1_000_000_000;

    private final Run run;
    private final Asks asks;
    private final int wallets;
    private final Stage stage;
    private final long[] balances;

    /** What the stewards are, beside what is written for them. */
    interface Stage extends AutoCloseable {

        void start();

        /** Whether the wallets have to be put in order afterwards. */
        boolean outlivesTheBench();

        @Override
        void close();
    }

    Stewards(Run run, Asks asks, int wallets, Stage stage) {
        this.run = run;
        this.asks = asks;
        this.wallets = wallets;
        this.stage = stage;
        this.balances = new long[wallets];
    }

    /** Stewards of this process. Their money is EUR, as most people's. */
    static Stewards own(Ground ground, Run run, Trial trial) {
        return new Stewards(
                run,
                new Asks("EUR"),
                trial.wallets(),
                new OwnStewards(
                        ground.kafka(), ground.folder(), trial.partitions(), trial.threads(), trial.instances()));
    }

    @Override
    public String name() {
        return "stewards";
    }

    @Override
    public String facts() {
        return Topic.FACTS.topicName();
    }

    @Override
    public String outcomes() {
        return Topic.OUTCOMES.topicName();
    }

    @Override
    public String application() {
        return StewardStore.group();
    }

    @Override
    public List<String> topics() {
        return List.of("wallet.", StewardStore.group());
    }

    @Override
    public String keyPrefix() {
        return run.walletPrefix();
    }

    /** A wallet of this id that exists is left as it is, and then there are not as many facts. */
    @Override
    public long prepare(CommandLog log) {
        for (int wallet = 0; wallet < wallets; wallet++) {
            log.write(record(asks.open(run, wallet)));
            log.write(record(asks.deposit(run.wallet(wallet), FUNDS + ".00")));
            balances[wallet] = FUNDS;
        }
        log.flush();
        return 2L * wallets;
    }

    @Override
    public ProducerRecord<byte[], byte[]> transfer(int sender, int receiver) {
        balances[sender]--;
        balances[receiver]++;
        return record(asks.transfer(run.wallet(sender), run.wallet(receiver), "1.00"));
    }

    private static ProducerRecord<byte[], byte[]> record(Command command) {
        byte[] key = command.walletId().value().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topic.COMMANDS.topicName(), key, CommandJson.write(command));
        record.headers().add(HeaderNames.REQUEST_ID, key).add(HeaderNames.REPLY_PARTITION, HeaderNames.text("0"));
        return record;
    }

    @Override
    public void start() {
        stage.start();
    }

    /** All money is where the transfers have brought it: nothing was refused, or the facts would not have been enough. */
    @Override
    public long finish(CommandLog log) {
        if (!stage.outlivesTheBench()) {
            return 0;
        }
        for (int wallet = 0; wallet < wallets; wallet++) {
            log.write(record(asks.withdraw(run.wallet(wallet), balances[wallet] + ".00", asks.currency())));
            log.write(record(asks.close(run.wallet(wallet))));
        }
        return 2L * wallets;
    }

    @Override
    public void close() {
        stage.close();
    }
}
