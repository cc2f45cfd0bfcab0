package dev.promissory.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.promissory.domain.Wallet;
import dev.promissory.domain.WalletId;
import dev.promissory.processor.StewardStore;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.views.GenerationName;
import dev.promissory.views.SeenWallet;
import dev.promissory.views.ViewChangelogs;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./promissory audit} on a system at work and on one that was damaged; {@link HonestSystemTest} has one that was killed. */
class AuditTest {

    private static final Duration BOUND = Duration.ofSeconds(120);

    @Test
    void agreesWithASystemAtWorkAndNamesWhatIsDamagedAfterwards(@TempDir Path data) throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        MixedCommands commands = new MixedCommands(new Random(seed));
        try (Promissory promissory = Promissory.run(data, "--mint", "false")) {
            Api api = promissory.api();
            for (String wallet : new String[] {"forged", "skipped", "forked", "altered", "viewed"}) {
                api.deposit(wallet, "7.00", "EUR").expect(201);
            }
            api.post("/commands", commands.batch(200)).expect(200);
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Void> traffic = CompletableFuture.runAsync(() -> {
                while (!over.get()) {
                    api.post("/commands", commands.batch(20)).expect(200);
                }
            });
            JsonNode atWork = audit(promissory, 0);
            over.set(true);
            traffic.join();
            assertThat(atWork.get("agrees").booleanValue()).isTrue();
            assertThat(atWork.get("macsChecked").booleanValue()).isTrue();
            assertThat(atWork.get("facts").longValue()).isGreaterThan(200);

            damage(promissory);
            JsonNode damaged = audit(promissory, 1);

            assertThat(damaged.get("listed"))
                    .extracting(
                            each -> each.get("where").textValue(),
                            each -> each.get("what").textValue(),
                            each -> each.get("walletId").textValue(),
                            each -> each.get("sequence").longValue())
                    .containsExactlyInAnyOrder(
                            tuple("facts", "forged", "forged", 3L),
                            tuple("facts", "gap", "skipped", 3L),
                            tuple("facts", "forked", "forked", 2L),
                            tuple("stewards", "differs", "altered", 2L),
                            tuple("views", "differs", "viewed", 2L));
        }
    }

    @Test
    void saysPlainlyWhatItCannotDo() {
        try (LaunchedProcess nowhere = new LaunchedProcess("audit", "--bootstrap", "localhost:1")) {
            assertThat(nowhere.awaitExit(BOUND)).isEqualTo(1);
            assertThat(nowhere.output()).isEqualTo("promissory: Kafka at localhost:1 does not answer");
        }
        try (LaunchedProcess keyless =
                new LaunchedProcess("audit", "--bootstrap", "localhost:1", "--signing-key-file", "/no/such/file")) {
            assertThat(keyless.awaitExit(BOUND)).isEqualTo(1);
            assertThat(keyless.output()).startsWith("promissory: cannot read the signing key /no/such/file");
        }
    }

    private static JsonNode audit(Promissory promissory, int expected) throws Exception {
        try (LaunchedProcess audit = new LaunchedProcess(
                "audit",
                "--bootstrap",
                promissory.bootstrap(),
                "--signing-key-file",
                promissory.data().resolve("signing.key").toString(),
                "--stuck-after",
                "PT10M",
                "--json")) {
            int exit = audit.awaitExit(BOUND);
            assertThat(exit).as(audit.output()).isEqualTo(expected);
            String document = audit.output()
                    .lines()
                    .filter(line -> line.startsWith("{"))
                    .findFirst()
                    .orElseThrow();
            return JsonMapper.builder().build().readTree(document);
        }
    }

    private static void damage(Promissory promissory) throws Exception {
        Sealer stewards = new Sealer(SigningKey.load(promissory.data().resolve("signing.key")));
        Sealer stranger = new Sealer(SigningKey.of(new byte[32]));
        try (KafkaDesk desk = new KafkaDesk(promissory.bootstrap())) {
            append(desk, stranger, "forged", 3, hash(desk, "forged", 2));
            append(desk, stewards, "skipped", 4, hash(desk, "skipped", 2));
            append(desk, stewards, "forked", 2, hash(desk, "forked", 1));
            alter(desk, StewardStore.WALLETS.changelogTopic(), KafkaDesk.bytes("altered"), "7.00", "9.00");
            alter(
                    desk,
                    ViewChangelogs.of(new GenerationName(0)).wallets(),
                    SeenWallet.key(Wallet.unopened(new WalletId("viewed"))),
                    BigInteger.valueOf(700).toByteArray(),
                    BigInteger.valueOf(900).toByteArray());
            desk.flush();
        }
    }

    private static void append(KafkaDesk desk, Sealer sealer, String wallet, long sequence, byte[] previousHash) {
        byte[] value = KafkaDesk.bytes(
                "{\"v\":1,\"type\":\"MoneyDeposited\",\"walletId\":\"" + wallet
                        + "\",\"sequence\":" + sequence + ",\"commandId\":\"x\",\"at\":\"2050-01-01T00:00:00.000Z\","
                        + "\"currency\":\"EUR\",\"amount\":\"1.00\",\"total\":\"8.00\",\"available\":\"8.00\",\"held\":\"0.00\"}");
        FactSeal seal = sealer.seal(previousHash, value);
        Headers headers = new RecordHeaders()
                .add(HeaderNames.FACT_HASH, HeaderNames.hex(seal.hash()))
                .add(HeaderNames.PREVIOUS_HASH, HeaderNames.hex(seal.previousHash()))
                .add(HeaderNames.FACT_MAC, HeaderNames.hex(seal.mac()));
        desk.send(new ProducerRecord<>(Topic.FACTS.topicName(), null, null, KafkaDesk.bytes(wallet), value, headers));
    }

    private static byte[] hash(KafkaDesk desk, String wallet, long sequence) {
        return desk.read(Topic.FACTS).stream()
                .filter(fact -> KafkaDesk.text(fact.key()).equals(wallet)
                        && KafkaDesk.text(fact.value()).contains("\"sequence\":" + sequence + ","))
                .map(fact -> HexFormat.of().parseHex(KafkaDesk.header(fact, HeaderNames.FACT_HASH)))
                .findFirst()
                .orElseThrow();
    }

    private static void alter(KafkaDesk desk, String topic, byte[] key, String from, String to) {
        alter(desk, topic, key, KafkaDesk.bytes(from), KafkaDesk.bytes(to));
    }

    /** The newest row of this key once more, behind it, with the one in place of the other, wherever it occurs. */
    private static void alter(KafkaDesk desk, String topic, byte[] key, byte[] from, byte[] to) {
        ConsumerRecord<byte[], byte[]> newest = desk.read(topic).stream()
                .filter(record -> Arrays.equals(record.key(), key))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        byte[] row = newest.value();
        byte[] altered = row.clone();
        for (int start = 0; start + from.length <= row.length; start++) {
            if (Arrays.equals(row, start, start + from.length, from, 0, from.length)) {
                System.arraycopy(to, 0, altered, start, to.length);
            }
        }
        assertThat(altered).isNotEqualTo(row);
        desk.send(new ProducerRecord<>(topic, newest.partition(), key, altered));
    }
}
