package dev.promissory.benchmarks.yardstick;

import dev.promissory.domain.Command;
import dev.promissory.domain.Command.RequestedLeg;
import dev.promissory.domain.CommandHead;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Memo;
import dev.promissory.domain.RequestedMoney;
import dev.promissory.domain.WalletId;
import dev.promissory.kit.Fatal;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.processor.ProcessorSettings;
import dev.promissory.processor.WalletProcessor;
import dev.promissory.protocol.CommandJson;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Topic;
import dev.promissory.protocol.TopicProvisioner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The wallets' stewards at work on the same kind of transfers, as the gateway would write them. */
final class Stewards implements Contender {

    private final ProcessorSettings settings;
    private final int wallets;
    private WalletProcessor processor;

    Stewards(String bootstrap, Path folder, int partitions, int threads, int wallets) {
        this.wallets = wallets;
        this.settings = new ProcessorSettings(
                new KafkaConnection(bootstrap, Map.of()),
                folder.resolve("stewards"),
                folder.resolve("signing.key"),
                true,
                true,
                ProcessorSettings.DEFAULT_REMEMBER_FOR,
                threads,
                OptionalInt.of(partitions),
                partitions);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            new TopicProvisioner(admin, OptionalInt.of(partitions), partitions).provision();
        }
    }

    @Override
    public String name() {
        return "stewards";
    }

    @Override
    public String facts() {
        return Topic.FACTS.topicName();
    }

    /** Every wallet is opened by its first deposit: two facts each. */
    @Override
    public long prepare(CommandLog log) {
        for (int wallet = 0; wallet < wallets; wallet++) {
            log.write(record(new Command.Deposit(head("deposit", wallet, wallet), money("1000000000.00"))));
        }
        log.flush();
        return 2L * wallets;
    }

    @Override
    public ProducerRecord<byte[], byte[]> transfer(long number, int sender, int receiver) {
        RequestedLeg leg = new RequestedLeg(id(receiver), money("1.00"));
        return record(new Command.Transfer(head("transfer", number, sender), List.of(leg), Optional.empty()));
    }

    private static CommandHead head(String kind, long number, int wallet) {
        return new CommandHead(
                id(wallet), new CommandId(kind + "-" + number), OptionalLong.empty(), List.of(), Memo.none());
    }

    private static WalletId id(int wallet) {
        return new WalletId("bench-" + wallet);
    }

    private static RequestedMoney money(String amount) {
        return new RequestedMoney(new BigDecimal(amount), "EUR");
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
        processor = WalletProcessor.start(settings, new SimpleMeterRegistry(), new Fatal());
    }

    @Override
    public void close() {
        if (processor != null) {
            processor.close();
        }
    }
}
