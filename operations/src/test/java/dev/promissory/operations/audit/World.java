package dev.promissory.operations.audit;

import dev.promissory.operations.log.Progress;
import dev.promissory.operations.scratch.Scratch;
import dev.promissory.processor.DrivenStewards;
import dev.promissory.processor.StewardStore;
import dev.promissory.protocol.FactSeal;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.Topic;
import dev.promissory.views.DrivenViews;
import dev.promissory.views.GenerationName;
import dev.promissory.views.ViewChangelogs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A small system of real stewards and real views on logs in memory. Each command is dealt with at once; what a test then
 * does to the logs is the damage that the audit has to find.
 */
final class World implements AutoCloseable {

    static final SigningKey KEY = SigningKey.of("a key for tests, of 32 bytes.  .".getBytes(StandardCharsets.UTF_8));
    static final String FACTS = Topic.FACTS.topicName();

    private static final Instant START = Instant.parse("2026-11-23T08:00:00Z");

    private final Logs logs = new Logs();
    private final DrivenStewards stewards;
    private final DrivenViews views;
    private Instant now = START;
    private int commands;
    private boolean messagesTravel = true;
    private boolean viewsWork = true;
    private Duration stuckAfter = Duration.ofMinutes(1);

    World(Path folder) {
        stewards = new DrivenStewards(KEY, START, folder.resolve("stewards"));
        views = new DrivenViews(KEY, START, folder.resolve("views"));
        logs.create(FACTS);
        logs.create(Topic.TRANSFERS.topicName());
        for (StewardStore store : StewardStore.values()) {
            logs.create(store.changelogTopic());
        }
        ViewChangelogs changelogs = ViewChangelogs.of(new GenerationName(0));
        logs.create(changelogs.wallets());
        logs.create(changelogs.promises());
        logs.create(changelogs.supply());
    }

    Logs logs() {
        return logs;
    }

    World deposit(String wallet, String amount) {
        return ask(wallet, "Deposit", "\"amount\":\"" + amount + "\",\"currency\":\"EUR\"");
    }

    World transfer(String from, String to, String amount) {
        return ask(
                from,
                "Transfer",
                "\"legs\":[{\"to\":\"" + to + "\",\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}]");
    }

    World hold(String wallet, String holdId, String amount) {
        return ask(
                wallet,
                "PlaceHold",
                "\"holdId\":\"" + holdId + "\",\"amount\":\"" + amount
                        + "\",\"currency\":\"EUR\",\"expiresIn\":\"PT1H\"");
    }

    World capture(String wallet, String holdId) {
        return ask(wallet, "CaptureHold", "\"holdId\":\"" + holdId + "\"");
    }

    /** Its command's id is {@code c-} and its number, from 1. */
    World ask(String wallet, String type, String fields) {
        now = now.plusSeconds(1);
        stewards.command(
                wallet,
                "{\"type\":\"" + type + "\",\"walletId\":\"" + wallet + "\",\"commandId\":\"c-" + ++commands + "\","
                        + fields + "}",
                now);
        settle();
        return this;
    }

    /** From now on no steward hears of another. */
    World withoutMessages() {
        messagesTravel = false;
        return this;
    }

    /** From now on the views fold nothing. */
    World withoutViews() {
        viewsWork = false;
        return this;
    }

    World stuckAfter(Duration bound) {
        stuckAfter = bound;
        return this;
    }

    World later(Duration time) {
        now = now.plus(time);
        return this;
    }

    private void settle() {
        Deque<ProducerRecord<byte[], byte[]>> messages = new ArrayDeque<>();
        do {
            if (!messages.isEmpty()) {
                stewards.message(messages.poll(), now);
            }
            for (ProducerRecord<byte[], byte[]> record : stewards.written()) {
                long offset = logs.append(record);
                if (record.topic().equals(Topic.TRANSFERS.topicName()) && messagesTravel) {
                    messages.add(record);
                    logs.commit(StewardStore.group(), record.topic(), offset + 1);
                } else if (record.topic().equals(FACTS) && viewsWork) {
                    fold(record);
                }
            }
        } while (!messages.isEmpty());
    }

    /** The views meet a record of wallet.facts. */
    void fold(ProducerRecord<byte[], byte[]> fact) {
        views.fold(fact);
        views.written().forEach(logs::append);
        logs.commit(
                ViewChangelogs.of(new GenerationName(0)).group(),
                FACTS,
                logs.writtenEnds(FACTS).get(0));
    }

    ConsumerRecord<byte[], byte[]> fact(String wallet, long sequence) {
        return logs.of(FACTS).stream()
                .filter(record -> text(record.key()).equals(wallet)
                        && text(record.value()).contains("\"sequence\":" + sequence + ","))
                .findFirst()
                .orElseThrow();
    }

    /** A record of wallet.facts that the stewards' key has sealed. */
    static ProducerRecord<byte[], byte[]> sealed(String wallet, String json, byte[] previousHash) {
        return record(wallet, json, new Sealer(KEY).seal(previousHash, bytes(json)));
    }

    static ProducerRecord<byte[], byte[]> record(String wallet, String json, FactSeal seal) {
        Headers headers = new RecordHeaders()
                .add(HeaderNames.FACT_HASH, HeaderNames.hex(seal.hash()))
                .add(HeaderNames.PREVIOUS_HASH, HeaderNames.hex(seal.previousHash()))
                .add(HeaderNames.FACT_MAC, HeaderNames.hex(seal.mac()));
        return new ProducerRecord<>(FACTS, 0, START.toEpochMilli(), bytes(wallet), bytes(json), headers);
    }

    AuditReport audit() {
        return audit(Optional.of(KEY));
    }

    AuditReport audit(Optional<SigningKey> key) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        try (Scratch scratch = Scratch.open("audit");
                Audit audit = new Audit(logs, scratch, key, stuckAfter, clock, Progress.NONE)) {
            return audit.audit();
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        stewards.close();
        views.close();
    }
}
