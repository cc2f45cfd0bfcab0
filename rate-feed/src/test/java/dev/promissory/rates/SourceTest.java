package dev.promissory.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.rates.SourceException.Fault;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a source that fails, stalls and comes back. */
@Timeout(60)
class SourceTest {

    private static final String GOOD = "[{\"base\":\"BTC\",\"quote\":\"EUR\",\"rate\":\"61234.50\"}]";
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Resilience ONE_ATTEMPT = new Resilience(1, Duration.ofMillis(1), 100, Duration.ofSeconds(60));

    private final StandInSource standIn = new StandInSource();

    @AfterEach
    void stop() {
        standIn.close();
    }

    @Test
    void aGoodAnswerIsRead() throws InterruptedException {
        standIn.always(StandInSource.answer(200, GOOD));

        assertThat(ask(PATIENT)).hasSize(1);
    }

    @Test
    void anotherStatusIsAFault() {
        standIn.always(StandInSource.answer(500, GOOD));

        assertFault(PATIENT, Fault.BAD_STATUS, "status 500");
    }

    @Test
    void aConnectionThatBreaksIsAFault() {
        standIn.always(StandInSource.reset());

        assertFault(PATIENT, Fault.UNREACHABLE, "cannot be reached");
    }

    @Test
    void aServerThatIsNotThereIsAFault() throws IOException {
        // Bound, so that nobody else can have the port meanwhile, and not listening.
        try (Socket deaf = new Socket()) {
            deaf.bind(new InetSocketAddress("localhost", 0));
            URI nobody = URI.create("http://localhost:" + deaf.getLocalPort() + "/rates");
            try (GuardedSource source = source(nobody, PATIENT, ONE_ATTEMPT)) {
                assertFault(source::ask, Fault.UNREACHABLE, "ConnectException");
            }
        }
    }

    @Test
    void whatIsNoHttpIsAFault() {
        standIn.always(StandInSource.say("220 mail.example ESMTP\r\n"));

        assertFault(PATIENT, Fault.UNREACHABLE, "cannot be reached");
    }

    @Test
    void anAnswerThatIsCutIsAFault() {
        standIn.always(StandInSource.say("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + GOOD));

        assertFault(PATIENT, Fault.UNREACHABLE, "cannot be reached");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "5, 5", "99999999999999999999"})
    void aLengthThatIsNoneIsAFaultAndLeavesNoConnectionOpen(String length) {
        standIn.always(standIn.sayAndStay("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + GOOD));

        try (GuardedSource source = source(PATIENT, ONE_ATTEMPT)) {
            for (int asked = 1; asked <= 3; asked++) {
                assertThatThrownBy(source::ask).isInstanceOf(SourceException.class);
            }
            Awaitility.await().untilAsserted(() -> assertThat(standIn.hungUp()).isEqualTo(3));

            standIn.always(StandInSource.answer(200, GOOD));
            assertThatCode(source::ask).doesNotThrowAnyException();
        }
    }

    @Test
    void whatAStrangerWroteIsToldInOneLine() {
        standIn.always(StandInSource.answer(200, "{\"a\\n\\u001b[2J\\u2028\":1,\"a\\n\\u001b[2J\\u2028\":2}"));
        assertFault(PATIENT, Fault.UNREADABLE, "'a??[2J?'");

        standIn.always(StandInSource.say("HTTP/1.1 \u001b[31m\u009b OK\r\n\r\n"));
        assertThatThrownBy(() -> ask(PATIENT))
                .isInstanceOf(SourceException.class)
                .message()
                .doesNotContainPattern("\\p{Cc}");
        assertThat(new SourceException(Fault.UNREADABLE, "x".repeat(10_000)).getMessage())
                .hasSize(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host:99999/", "http://a_b/x", "http://", "http:///x", "//", "http://[", "%"})
    void aRedirectToNoAddressIsAFault(String target) {
        standIn.always(StandInSource.answer(302, "", "Location: " + target));

        assertThatThrownBy(() -> ask(PATIENT)).isInstanceOf(SourceException.class);
    }

    @Test
    void aServerThatNeverAnswersIsNotWaitedFor() {
        standIn.always(standIn.stall());

        assertFault(SHORT, Fault.TOO_SLOW, "within 300 ms");
    }

    @Test
    void aBodyThatOnlyDripsIsNotWaitedFor() {
        standIn.always(standIn.drip());

        assertFault(SHORT, Fault.TOO_SLOW, "within 300 ms");
    }

    @Test
    void aBodyWithoutEndIsCutOff() {
        standIn.always(standIn.pour());

        assertFault(PATIENT, Fault.TOO_LONG, "longer than 1048576 bytes");
    }

    @Test
    void aBodyOfOneMebibyteIsRead() throws InterruptedException {
        standIn.always(StandInSource.answer(200, GOOD + " ".repeat((1 << 20) - GOOD.length())));

        assertThat(ask(PATIENT)).hasSize(1);
    }

    @Test
    void aRedirectIsFollowedWithinTheSchemeAndNowhereElse() throws InterruptedException {
        standIn.once(StandInSource.answer(302, "", "Location: /elsewhere")).once(StandInSource.answer(200, GOOD));
        assertThat(ask(PATIENT)).hasSize(1);

        for (String target : List.of("ftp://localhost/rates", "file:///etc/hostname", "data:,1")) {
            standIn.always(StandInSource.answer(302, GOOD, "Location: " + target));
            assertThatThrownBy(() -> ask(PATIENT)).as(target).isInstanceOf(SourceException.class);
        }
    }

    @Test
    void aRedirectInCirclesEnds() {
        standIn.always(StandInSource.answer(302, "", "Location: /again"));

        assertThatThrownBy(() -> ask(PATIENT)).isInstanceOf(SourceException.class);
        assertThat(standIn.requests()).isLessThan(20);
    }

    @Test
    void aFailureIsTriedAgainAndWhatCannotGetBetterIsNot() throws InterruptedException {
        Resilience three = new Resilience(3, Duration.ofMillis(1), 100, Duration.ofSeconds(60));
        try (GuardedSource source = source(PATIENT, three)) {
            standIn.once(StandInSource.answer(503, ""))
                    .once(StandInSource.reset())
                    .always(StandInSource.answer(200, GOOD));
            assertThat(source.ask()).hasSize(1);

            int before = standIn.requests();
            standIn.always(StandInSource.answer(403, ""));
            assertThatThrownBy(source::ask).hasMessageContaining("403");
            assertThat(standIn.requests()).isEqualTo(before + 1);

            standIn.always(StandInSource.answer(500, ""));
            assertThatThrownBy(source::ask).hasMessageContaining("500");
            assertThat(standIn.requests()).isEqualTo(before + 4);
        }
    }

    @Test
    void aSourceThatFailsTooOftenIsLeftInPeaceAndThenTriedOnce() throws InterruptedException {
        Duration peace = Duration.ofMillis(500);
        Resilience four = new Resilience(2, Duration.ofMillis(1), 4, peace);
        try (GuardedSource source = source(PATIENT, four)) {
            standIn.always(StandInSource.answer(500, ""));
            for (int poll = 0; poll < 2; poll++) {
                assertThatThrownBy(source::ask).hasMessageContaining("500");
            }
            assertThat(source.breaker()).isEqualTo(State.OPEN);
            assertThat(standIn.requests()).isEqualTo(4);

            // The breaker lets one attempt through once its time has come; it fails, and the retry meets an open
            // breaker.
            Awaitility.await().untilAsserted(() -> {
                assertThatThrownBy(source::ask).isInstanceOf(SourceException.class);
                assertThat(standIn.requests()).isEqualTo(5);
            });
            assertThat(source.breaker()).isEqualTo(State.OPEN);

            standIn.always(StandInSource.answer(200, GOOD));
            Awaitility.await()
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(source.ask()).hasSize(1));
            assertThat(source.breaker()).isEqualTo(State.CLOSED);
        }
    }

    @Test
    void anOpenBreakerSaysThatTheSourceWasNotAsked() {
        try (GuardedSource source =
                source(PATIENT, new Resilience(1, Duration.ofMillis(1), 1, Duration.ofSeconds(60)))) {
            standIn.always(StandInSource.answer(200, "no rates at all"));
            assertThatThrownBy(source::ask)
                    .isInstanceOfSatisfying(
                            SourceException.class, e -> assertThat(e.fault()).isEqualTo(Fault.UNREADABLE));
            assertThatThrownBy(source::ask)
                    .isInstanceOfSatisfying(
                            SourceException.class, e -> assertThat(e.fault()).isEqualTo(Fault.NOT_ASKED))
                    .hasMessageContaining("at last the answer cannot be read");
            assertThat(standIn.requests()).isEqualTo(1);
        }
    }

    private void assertFault(Duration timeout, Fault fault, String message) {
        assertFault(() -> ask(timeout), fault, message);
    }

    private static void assertFault(ThrowingCallable asking, Fault fault, String message) {
        assertThatThrownBy(asking).isInstanceOfSatisfying(SourceException.class, e -> {
            assertThat(e.fault()).isEqualTo(fault);
            assertThat(e).hasMessageContaining(message);
        });
    }

    private List<Quotation> ask(Duration timeout) throws InterruptedException {
        try (GuardedSource source = source(timeout, ONE_ATTEMPT)) {
            return source.ask();
        }
    }

    private GuardedSource source(Duration timeout, Resilience resilience) {
        return source(standIn.url("/rates"), timeout, resilience);
    }

    private static GuardedSource source(URI url, Duration timeout, Resilience resilience) {
        return new GuardedSource(
                new HttpSource(url, timeout), new AnswerReader("stand-in"), resilience, Clock.systemUTC());
    }
}
