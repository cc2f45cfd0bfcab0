package dev.promissory.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.kit.Fatal;
import dev.promissory.kit.KafkaConnection;
import dev.promissory.protocol.CurrencyPair;
import dev.promissory.protocol.Rate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RateFeedTest {

    private static final Resilience QUICK = new Resilience(2, Duration.ofMillis(1), 4, Duration.ofMillis(200));

    private final StandInSource standIn = new StandInSource();
    private final FakeTopic topic = new FakeTopic();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Fatal fatal = new Fatal();
    private RateFeed feed;

    @AfterEach
    void stop() {
        if (feed != null) {
            feed.close();
        }
        standIn.close();
    }

    @Test
    void aLieIsRefusedAndToldAndStopsNoOther() {
        Instant now = Instant.now();
        topic.with(rate("OLD", "1", now)).with(rate("JUMP", "100", now.minusSeconds(60)));
        standIn.always(StandInSource.answer(
                200,
                "[" + entry("BTC", "61234.50") + "," + entry("ZERO", "0") + "," + entry("ILL", "1,5") + ","
                        + entry("LONG", "9".repeat(39)) + ",7," + entry("EUR", "1") + "," + entry("TWICE", "1") + ","
                        + entry("TWICE", "2") + "," + entry("JUMP", "151") + ","
                        + "{\"base\":\"AHEAD\",\"quote\":\"EUR\",\"rate\":1,\"at\":\"" + now.plusSeconds(3_600) + "\"},"
                        + "{\"base\":\"OLD\",\"quote\":\"EUR\",\"rate\":1,\"at\":\"" + now.minusSeconds(10) + "\"},"
                        + entry("ETH", "2345.6") + ",7".repeat(1_000) + "]"));

        start();

        awaitReady();
        assertThat(topic.publishedValues()).startsWith("BTC/EUR 61234.50", "ETH/EUR 2345.6");
        assertThat(topic.published())
                .extracting(rate -> rate.pair().base().code())
                .containsOnly("BTC", "ETH");
        for (Refusal refusal : Refusal.values()) {
            assertThat(refused(refusal)).as(refusal.label()).isPositive();
        }
        assertThat(details("refused").keySet())
                .hasSize(Refusal.values().length)
                .contains("not-positive", "from-the-future");
        assertThat(details("heldBack"))
                .isEqualTo(Map.of("JUMP/EUR", "JUMP/EUR is 151, too far from the published 100"));
        assertThat(details("published").keySet()).containsExactly("BTC/EUR", "ETH/EUR");
        assertThat(topic.published().getFirst().source())
                .isEqualTo(standIn.url("").toString());
    }

    @Test
    void aPersonOverrulesWhatIsHeldBack() {
        topic.with(rate("BTC", "100", Instant.now().minusSeconds(60)));
        standIn.always(StandInSource.answer(200, "[" + entry("BTC", "200") + "]"));
        start();
        Awaitility.await().untilAsserted(() -> assertThat(details("heldBack")).containsKey("BTC/EUR"));
        assertThat(topic.published()).isEmpty();

        topic.with(rate("BTC", "190", Instant.now().minusSeconds(1)));

        Awaitility.await()
                .untilAsserted(() -> assertThat(topic.publishedValues()).contains("BTC/EUR 200"));
        Awaitility.await().untilAsserted(() -> assertThat(details("heldBack")).isEmpty());
    }

    @Test
    void theSameValueIsPublishedAgainWithItsNewTime() {
        standIn.always(StandInSource.answer(200, "[" + entry("BTC", "100") + "]"));

        start();

        Awaitility.await().untilAsserted(() -> assertThat(topic.published()).hasSizeGreaterThan(2));
        assertThat(topic.published()).extracting(Rate::at).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatOthersWroteOnTheTopicThatIsNoRateMeasuresNothing() {
        topic.withRecord("BTC/EUR", "garbage")
                .withRecord(null, "{}")
                .with(rate("ETH", "1", Instant.now().minusSeconds(1)))
                .withRecord("ETH/EUR", null);
        standIn.always(StandInSource.answer(200, "[" + entry("BTC", "100") + "," + entry("ETH", "2345.6") + "]"));

        start();

        Awaitility.await()
                .untilAsserted(() -> assertThat(topic.publishedValues()).contains("BTC/EUR 100", "ETH/EUR 2345.6"));
        assertThat(fatal.future()).isNotDone();
    }

    @Test
    void itIsNotReadyBeforeRatesHaveComeNorWhileTheBreakerIsOpenAndRecoversByItself() {
        standIn.always(StandInSource.answer(500, ""));
        start();
        Awaitility.await().untilAsserted(() -> assertThat(breaker("open")).isEqualTo(1));
        assertThat(feed.health().ready()).isFalse();
        assertThat(feed.health().details()).containsEntry("lastSuccess", "never");
        assertThat(feed.health().details().get("failure").toString())
                .contains(standIn.url("") + ": ")
                .doesNotContain("/rates");

        standIn.always(StandInSource.answer(200, "[" + entry("BTC", "100") + "]"));
        awaitReady();
        assertThat(feed.health().details()).containsEntry("breaker", "closed").doesNotContainKey("failure");
        assertThat(breaker("closed")).isEqualTo(1);

        standIn.always(StandInSource.reset());
        Awaitility.await().untilAsserted(() -> assertThat(feed.health().ready()).isFalse());
        assertThat(polls("bad-status")).isPositive();
        Awaitility.await().untilAsserted(() -> assertThat(polls("not-asked")).isPositive());
        Awaitility.await().untilAsserted(() -> assertThat(polls("unreachable")).isPositive());
        assertThat(fatal.future()).isNotDone();
    }

    @Test
    void pairsThatASourceMakesUpAreNotTakenWithoutEnd() {
        for (int number = 0; number < Rate.MAX_PAIRS + 10; number++) {
            topic.with(rate("X" + number, "1", Instant.now().minusSeconds(60)));
        }
        standIn.always(StandInSource.answer(200, "[" + entry("NEW", "1") + "," + entry("X7", "1.1") + "]"));

        start();

        Awaitility.await()
                .untilAsserted(() -> assertThat(topic.publishedValues()).contains("X7/EUR 1.1"));
        assertThat(topic.publishedValues()).doesNotContain("NEW/EUR 1");
        Awaitility.await()
                .untilAsserted(() -> assertThat(refused(Refusal.TOO_MANY)).isPositive());
    }

    @Test
    void healthListsAHundredPairsAndCountsTheOthers() {
        String many = IntStream.range(0, 300)
                .mapToObj(number -> entry("X" + number, "1"))
                .collect(Collectors.joining(","));
        standIn.always(StandInSource.answer(200, "[" + many + "]"));

        start();

        awaitReady();
        assertThat(details("published")).hasSize(100);
        assertThat(feed.health().details()).containsEntry("publishedPairs", 300).containsEntry("heldBackPairs", 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 OK\r\nContent-Length: abc",
                "200 OK\r\nContent-Length: ",
                "200 OK\r\nContent-Length: 5, 5",
                "200 OK\r\nContent-Length: 99999999999999999999",
                "302 Found\r\nContent-Length: 0\r\nLocation: http://host:99999/",
                "302 Found\r\nContent-Length: 0\r\nLocation: http://a_b/x"
            })
    void anAnswerThatMakesNoSenseOpensTheBreakerAndEndsNothing(String head) {
        standIn.always(StandInSource.say("HTTP/1.1 " + head + "\r\n\r\n"));
        start();
        Awaitility.await().untilAsserted(() -> assertThat(polls("not-asked")).isPositive());
        assertThat(feed.health().ready()).isFalse();
        assertThat(fatal.future()).isNotDone();

        standIn.always(StandInSource.answer(200, "[" + entry("BTC", "100") + "]"));

        awaitReady();
    }

    @Test
    void whenKafkaDoesNotTakeARateItIsSaidAndTriedAgain() {
        topic.refuse(new TimeoutException("away"));
        standIn.always(StandInSource.answer(200, "[" + entry("BTC", "100") + "]"));
        start();
        Awaitility.await()
                .untilAsserted(() -> assertThat(polls("kafka-unavailable")).isPositive());
        assertThat(feed.health().ready()).isFalse();

        topic.refuse(null);

        awaitReady();
        assertThat(topic.publishedValues()).contains("BTC/EUR 100");
    }

    @Test
    void whatKafkaWillNeverTakeEndsTheProcess() {
        topic.refuse(new RecordTooLargeException("never"));
        standIn.always(StandInSource.answer(200, "[" + entry("BTC", "100") + "]"));

        start();

        Awaitility.await().untilAsserted(() -> assertThat(fatal.future()).isDone());
    }

    @Test
    void itEndsAtOnceAlsoWhileTheSourceStalls() {
        standIn.always(standIn.stall());
        start();
        Awaitility.await().untilAsserted(() -> assertThat(standIn.requests()).isPositive());

        feed.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("rates-poll");
        assertThat(fatal.future()).isNotDone();
    }

    @Test
    void keysInTheUrlAreNeverShown() {
        URI url = URI.create("https://prices.example:8443/v1/s3cret/latest?key=s3cret#s3cret");
        RateFeedSettings settings = settings(url);

        assertThat(settings.toString())
                .contains("https://prices.example:8443/[hidden]")
                .doesNotContain("s3cret");
        assertThat(settings.source()).isEqualTo("https://prices.example:8443");
        assertThat(settings(URI.create("https://" + "p".repeat(300) + "/")).source())
                .hasSize(Rate.MAX_SOURCE_LENGTH);
    }

    @Test
    void aSourceMayBeNamed() {
        URI url = URI.create("https://prices.example/v1/s3cret");
        assertThat(settings(url, Optional.of("the desk, by wire")).source()).isEqualTo("the desk, by wire");
        assertThat(settings(url, Optional.of("s".repeat(256))).source()).hasSize(256);

        for (String bad : List.of("", " ", "two\nlines", "s".repeat(257))) {
            assertThatThrownBy(() -> settings(url, Optional.of(bad)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("source must");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://prices.example/",
                "file:///rates.json",
                "prices.example",
                "http:///rates",
                "http://a:b@host/"
            })
    void anUrlIsHttpAndNamesAHostAndNoPassword(String url) {
        assertThatThrownBy(() -> settings(URI.create(url)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("url must be");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.001S, PT0.001S, true",
        "P31D, PT5M, true",
        "PT0S, PT1S, false",
        "PT-1S, PT1S, false",
        "P31DT0.001S, PT1S, false",
        "P110000D, PT1S, false",
        "PT1S, PT0.0009S, false",
        "PT1S, PT-1S, false",
        "PT1S, PT5M0.001S, false",
        "PT1S, PT9999999999999999S, false"
    })
    void intervalAndTimeoutHaveBounds(Duration interval, Duration timeout, boolean allowed) {
        RateFeedSettings base = settings(URI.create("https://prices.example/"));
        ThrowingCallable made = () -> new RateFeedSettings(
                base.topic(), base.url(), base.name(), interval, timeout, base.maxChange(), base.resilience());

        if (allowed) {
            assertThatCode(made).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(made)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must be");
        }
    }

    private void start() {
        RateFeedSettings settings = settings(standIn.url("/rates"));
        Clock clock = Clock.systemUTC();
        feed = new RateFeed(settings, Poll.of(settings, topic.topic(), clock), clock, metrics, fatal);
    }

    private static RateFeedSettings settings(URI url) {
        return settings(url, Optional.empty());
    }

    private static RateFeedSettings settings(URI url, Optional<String> name) {
        return new RateFeedSettings(
                new RatesTopicSettings(new KafkaConnection("localhost:1", Map.of()), OptionalInt.empty(), 1),
                url,
                name,
                Duration.ofMillis(20),
                Duration.ofSeconds(20),
                new BigDecimal("0.5"),
                QUICK);
    }

    private void awaitReady() {
        Awaitility.await().untilAsserted(() -> assertThat(feed.health().ready()).isTrue());
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> details(String name) {
        return (Map<String, Object>) feed.health().details().get(name);
    }

    private double refused(Refusal refusal) {
        return metrics.counter("promissory.rates.refused", "reason", refusal.label())
                .count();
    }

    private double polls(String result) {
        return metrics.counter("promissory.rates.polls", "result", result).count();
    }

    private double breaker(String state) {
        return metrics.get("promissory.rates.breaker")
                .tag("state", state)
                .gauge()
                .value();
    }

    private static String entry(String base, String rate) {
        return "{\"base\":\"" + base + "\",\"quote\":\"EUR\",\"rate\":\"" + rate + "\"}";
    }

    private static Rate rate(String base, String value, Instant at) {
        return new Rate(CurrencyPair.of(base, "EUR"), new BigDecimal(value), "x", at);
    }
}
