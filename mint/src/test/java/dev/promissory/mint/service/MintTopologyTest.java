package dev.promissory.mint.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.domain.Balance;
import dev.promissory.domain.CommandId;
import dev.promissory.domain.Fact;
import dev.promissory.domain.Leg;
import dev.promissory.domain.Occasion;
import dev.promissory.domain.PromiseId;
import dev.promissory.domain.Rejection;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.HeaderNames;
import dev.promissory.protocol.NewerVersionException;
import dev.promissory.protocol.Sealer;
import dev.promissory.protocol.SigningKey;
import dev.promissory.protocol.TopicSpec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from what the mint is asked and sees to what it writes. */
class MintTopologyTest {

    private static final String MINT =
            "{\"type\":\"Mint\",\"commandId\":\"m-1\",\"currency\":\"EUR\",\"amount\":\"100\"}";

    @TempDir
    private Path stateDir;

    private MintBench bench;

    @BeforeEach
    void start() {
        bench = new MintBench(stateDir);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    /** A renamed store or source loses its state and its offsets on the next deployment: it must not go unnoticed. */
    @Test
    void isTheApprovedDataflow() throws IOException {
        String described = MintTopology.build(MintBench.rules(4), Optional.empty(), new SimpleMeterRegistry())
                .describe()
                .toString();
        try (InputStream approved = getClass().getResourceAsStream("/mint-topology.txt")) {
            assertThat(described).isEqualTo(new String(approved.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void anIssueIsAnsweredWhenTheMoneyHasArrived() {
        bench.command("EUR", MINT, "request-id", "r-1", "reply-partition", "0");
        assertThat(types()).containsExactly("IssuePromised");
        assertThat(bench.written("mint.outcomes")).isEmpty();
        assertThat(bench.written("mint.outbox"))
                .satisfiesExactly(
                        open -> assertThat(open).contains("\"OpenWallet\"", "\"walletId\":\"mint\""),
                        deposit ->
                                assertThat(deposit).contains("\"Deposit\"", MintBench.issueId(), "\"amount\":\"100\""));

        bench.deposited("mint", MintBench.issueId(), "100");
        assertThat(types()).containsExactly("IssueKept");
        TestRecord<byte[], byte[]> outcome = bench.records("mint.outcomes").getFirst();
        assertThat(new String(outcome.value(), StandardCharsets.UTF_8))
                .contains("\"accepted\"", "\"remaining\":\"100.00\"")
                .doesNotContain("replayed");
        assertThat(HeaderNames.read(outcome.headers(), "request-id")).contains("r-1");
    }

    @Test
    void whoAsksAgainMeanwhileIsAnsweredToo() {
        bench.command("EUR", MINT, "request-id", "r-1");
        bench.command("EUR", MINT.replace("\"100\"", "\"100.00\""), "request-id", "r-2");
        assertThat(types()).containsExactly("IssuePromised");
        bench.deposited("mint", MintBench.issueId(), "100");
        bench.command("EUR", MINT, "request-id", "r-3");

        List<TestRecord<byte[], byte[]>> outcomes = bench.records("mint.outcomes");
        assertThat(outcomes)
                .extracting(record ->
                        HeaderNames.read(record.headers(), "request-id").orElse(""))
                .containsExactly("r-1", "r-2", "r-3");
        assertThat(outcomes)
                .extracting(record -> new String(record.value(), StandardCharsets.UTF_8).contains("replayed"))
                .containsExactly(false, true, true);
        assertThat(types()).containsExactly("IssueKept");
        assertThat(bench.written("mint.outbox")).hasSize(2);
    }

    @Test
    void theSameIdWithAnotherAmountIsRefusedBeforeAndAfterTheAnswer() {
        bench.command("EUR", MINT);
        bench.command("EUR", MINT.replace("100", "200"));
        assertThat(bench.written("mint.outcomes")).singleElement().asString().contains("command-id-reused");
        bench.deposited("mint", MintBench.issueId(), "100");
        bench.command("EUR", MINT.replace("100", "200"));
        assertThat(bench.written("mint.outcomes")).last().asString().contains("command-id-reused");
        assertThat(types()).containsExactly("IssuePromised", "IssueKept");
    }

    @Test
    void anIssueThatItsWalletRefusesIsRefusedWithTheWalletsReason() {
        bench.command("EUR", MINT);
        bench.refused("mint:EUR", MintBench.issueId(), Rejection.WALLET_FROZEN);
        assertThat(types()).containsExactly("IssuePromised", "IssueReturned");
        assertThat(bench.written("mint.outcomes")).singleElement().asString().contains("wallet-frozen");

        bench.refused("mint:EUR", MintBench.issueId(), Rejection.WALLET_FROZEN);
        assertThat(types()).isEmpty();
    }

    @Test
    void refusalsForOthersAreNoneOfTheMintsBusiness() {
        bench.command("EUR", MINT);
        bench.refused("gateway-17", MintBench.issueId(), Rejection.WALLET_FROZEN);
        bench.refused("mint:USD", MintBench.issueId(), Rejection.WALLET_FROZEN);
        bench.refused("mint:no currency", MintBench.issueId(), Rejection.WALLET_FROZEN);
        assertThat(types()).containsExactly("IssuePromised");
    }

    @Test
    void aRefusalThatNoStewardSignedReturnsNothing() {
        bench.command("EUR", MINT);
        bench.refused("mint:EUR", MintBench.issueId(), Rejection.WALLET_FROZEN, MintBench.MINT_KEY);
        assertThat(types()).containsExactly("IssuePromised");

        bench.deposited("mint", MintBench.issueId(), "100");
        assertThat(types()).containsExactly("IssueKept");
    }

    @Test
    void itsAnswersAreSignedWithItsOwnKey() {
        bench.command("EUR", MINT, "request-id", "r-1");
        bench.deposited("mint", MintBench.issueId(), "100");

        TestRecord<byte[], byte[]> outcome = bench.records("mint.outcomes").getFirst();
        assertThat(new Sealer(MintBench.MINT_KEY).isSignedOutcome(outcome.headers(), outcome.value()))
                .isTrue();
    }

    @Test
    void aKeptPromiseIsRewardedOnceHoweverOftenItsFactComes() {
        issued();
        TestRecord<byte[], byte[]> kept = bench.received("bob", "alice~3", "t-1", "50");
        bench.again(kept);
        bench.again(kept);

        assertThat(bench.written("mint.facts"))
                .singleElement()
                .asString()
                .contains(
                        "GiftPromised",
                        "\"amount\":\"5.00\"",
                        "\"to\":\"alice\"",
                        "\"promiseId\":\"alice~3\"",
                        "\"rate\":\"0.100000\"");
        assertThat(bench.written("mint.outbox"))
                .singleElement()
                .asString()
                .contains("\"Transfer\"", "\"to\":\"alice\"", "gift for alice~3");
    }

    @Test
    void aGiftThatArrivesIsKeptAndLeadsToNoOther() {
        issued();
        bench.received("bob", "alice~3", "t-1", "50");
        String giftId = giftId();
        bench.received("alice", "mint~4", giftId, "5");

        assertThat(types()).containsExactly("GiftKept");
        assertThat(bench.written("mint.outbox")).hasSize(1);
    }

    @Test
    void aGiftThatComesBackIsThereToGiveAgain() {
        issued();
        bench.received("bob", "alice~3", "t-1", "50");
        String giftId = giftId();
        bench.fact(
                "mint",
                giftId,
                head -> new Fact.TransferReturned(
                        head,
                        new PromiseId(new WalletId("mint"), 4),
                        Instant.parse("2026-11-23T08:00:00Z"),
                        List.of(new Leg(new WalletId("alice"), MintBench.eur("5"))),
                        new WalletId("alice"),
                        Rejection.WALLET_CLOSED,
                        List.of(new Balance(MintBench.eur("100"), MintBench.eur("0"))),
                        Occasion.NONE));

        assertThat(bench.written("mint.facts"))
                .singleElement()
                .asString()
                .contains("GiftReturned", "wallet-closed", "\"remaining\":\"100.00\"");
    }

    @Test
    void itsOwnFactsAreChainedAndSignedWithItsOwnKey() {
        issued0();
        List<TestRecord<byte[], byte[]>> facts = bench.records("mint.facts");
        Sealer sealer = new Sealer(MintBench.MINT_KEY);
        byte[] previous = new byte[32];
        for (TestRecord<byte[], byte[]> fact : facts) {
            assertThat(HeaderNames.readHex(fact.headers(), HeaderNames.PREVIOUS_HASH))
                    .contains(previous);
            previous = sealer.seal(previous, fact.value()).hash();
            assertThat(HeaderNames.readHex(fact.headers(), HeaderNames.FACT_HASH))
                    .contains(previous);
            byte[] mac =
                    HeaderNames.readHex(fact.headers(), HeaderNames.FACT_MAC).orElseThrow();
            assertThat(sealer.isGenuine(previous, mac)).isTrue();
        }
        assertThat(facts).hasSize(2);
    }

    @Test
    void whatCannotBeReadIsSetAside() {
        bench.command("EUR", "{\"type\":\"Print\",\"commandId\":\"m-1\",\"currency\":\"EUR\"}", "request-id", "r-1");
        bench.command("USD", MINT);
        bench.command("EUR", "nonsense");

        assertThat(bench.records("wallet.dead-letters"))
                .extracting(letter ->
                        HeaderNames.read(letter.headers(), HeaderNames.REASON).orElse(""))
                .satisfiesExactly(
                        unknown -> assertThat(unknown).contains("unknown command type Print"),
                        key -> assertThat(key).contains("key is not the currency"),
                        nonsense -> assertThat(nonsense).contains("not valid JSON"));
        assertThat(bench.written("mint.outcomes"))
                .satisfiesExactly(
                        first -> assertThat(first).contains("malformed-command", "Print"),
                        second -> assertThat(second).contains("malformed-command"));
        assertThat(types()).isEmpty();
    }

    @Test
    void sightingsThatItsWitnessDidNotSignAreNotBelieved() {
        issued();
        byte[] value = SightingJson.write(new Sighted(
                new Sighting.PromiseKept(
                        PromiseId.parse("mallory~1").orElseThrow(),
                        MintBench.eur("50"),
                        new CommandId("gift-1"),
                        new byte[32]),
                "topic-0",
                7));
        bench.sighting(value, new RecordHeaders());
        bench.sighting(value, signed(value, SigningKey.of(new byte[32])));
        bench.sighting(null, new RecordHeaders());
        assertThat(types()).isEmpty();
        assertThat(bench.written("mint.outbox")).isEmpty();
        assertThat(bench.records("wallet.dead-letters")).hasSize(3);

        bench.sighting(value, signed(value, MintBench.MINT_KEY));
        assertThat(types()).containsExactly("GiftPromised");
    }

    @Test
    void aSightingThatANewerMintSignedStopsTheMint() {
        byte[] value = HeaderNames.text("{\"v\":2,\"type\":\"PromiseKept\"}");

        assertThatThrownBy(() -> bench.sighting(value, signed(value, MintBench.MINT_KEY)))
                .hasRootCauseInstanceOf(NewerVersionException.class);
    }

    @Test
    void aSightingThatIsCopiedGivesNothingMore() {
        issued();
        bench.received("bob", "alice~3", "t-1", "50");
        TestRecord<byte[], byte[]> sighting = bench.records("mint.sightings").getLast();
        bench.sighting(sighting.value(), sighting.headers());
        bench.sighting(sighting.value(), sighting.headers());

        assertThat(types()).containsExactly("GiftPromised");
        assertThat(bench.written("mint.outbox")).hasSize(1);
    }

    /** Its memory of answers goes by the newest record's time: a time that others choose would make it forget. */
    @Test
    void whatTheStewardsReadIsStampedByTheBroker() {
        Set<String> read = MintTopology.build(MintBench.rules(4), Optional.empty(), new SimpleMeterRegistry())
                .describe()
                .subtopologies()
                .stream()
                .filter(part ->
                        part.nodes().stream().anyMatch(node -> node.name().equals("commands")))
                .flatMap(part -> part.nodes().stream())
                .filter(TopologyDescription.Source.class::isInstance)
                .flatMap(node -> ((TopologyDescription.Source) node).topicSet().stream())
                .collect(Collectors.toSet());

        assertThat(read).hasSize(2);
        assertThat(MintTopology.topics().stream()
                        .filter(TopicSpec::stampedByBroker)
                        .map(TopicSpec::name))
                .containsAll(read);
    }

    @Test
    void garbageStopsNothing() {
        long seed = System.nanoTime();
        System.out.println("garbageStopsNothing: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] value = HeaderNames.text(MINT);
            value[random.nextInt(value.length)] ^= (byte) (1 + random.nextInt(255));
            bench.sighting(value, signed(value, MintBench.MINT_KEY));
            bench.command("EUR", new String(value, StandardCharsets.ISO_8859_1));
        }
        bench.written("mint.facts");
        bench.command("EUR", MINT.replace("m-1", "last"));
        assertThat(types()).containsExactly("IssuePromised");
    }

    private static Headers signed(byte[] value, SigningKey key) {
        return new RecordHeaders().add(HeaderNames.MESSAGE_MAC, HeaderNames.hex(new Sealer(key).macOf(value)));
    }

    /** 100 EUR are there to be given away; nothing of that is left to be read. */
    private void issued() {
        issued0();
        List.of("mint.facts", "mint.outcomes", "mint.outbox").forEach(bench::written);
    }

    private void issued0() {
        bench.command("EUR", MINT);
        bench.deposited("mint", MintBench.issueId(), "100");
    }

    private String giftId() {
        String promised = bench.written("mint.facts").getFirst();
        return promised.replaceFirst(".*\"commandId\":\"(gift-[0-9a-f]+)\".*", "$1");
    }

    private List<String> types() {
        return bench.written("mint.facts").stream()
                .map(fact -> fact.replaceFirst(".*?\"type\":\"(\\w+)\".*", "$1"))
                .toList();
    }
}
