package dev.promissory.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    @Test
    void hasTheShapeOfRfc9457() {
        Problem problem = Problem.of(422, "insufficient-funds", "Only 3.00 EUR are available.");

        assertThat(new String(problem.toJson(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"type\":\"urn:promissory:problem:insufficient-funds\",\"title\":\"Insufficient funds\","
                                + "\"status\":422,\"code\":\"insufficient-funds\",\"detail\":\"Only 3.00 EUR are available.\"}");
    }

    @Test
    void namesTheFieldWhenOneIsWrong() {
        Problem problem = Problem.of(422, "invalid-amount", "Say an amount.").withField("amount");

        assertThat(new String(problem.toJson(), StandardCharsets.UTF_8)).endsWith(",\"field\":\"amount\"}");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "1000,1", "1001,2", "2500,3"})
    void retryAfterIsInWholeSecondsRoundedUp(long millis, String seconds) {
        Problem problem = Problem.of(503, "unavailable", "Later.").withRetryAfter(Duration.ofMillis(millis));

        assertThat(problem.retryAfterSeconds()).hasValue(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Insufficient-Funds", "insufficient funds", "-funds", "funds-", "a--b", "4xx"})
    void aCodeIsKebabCase(String code) {
        assertThatIllegalArgumentException().isThrownBy(() -> Problem.of(422, code, "No."));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 200, 399, 600})
    void aStatusIsThatOfAnError(int status) {
        assertThatIllegalArgumentException().isThrownBy(() -> Problem.of(status, "no", "No."));
    }

    @Test
    void nobodyCanRetryInThePast() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Problem.of(503, "no", "No.").withRetryAfter(Duration.ofSeconds(-1)));
    }
}
