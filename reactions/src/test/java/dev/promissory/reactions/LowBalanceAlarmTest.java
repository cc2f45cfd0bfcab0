package dev.promissory.reactions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.examples.LowBalanceAlarm;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/neighbours.md. */
class LowBalanceAlarmTest {

    private static final int PROMISED_LINES = 60;

    @Test
    void oneAlarmUntilTheBalanceHasRecovered(@TempDir Path stateDir) {
        LowBalanceAlarm alarm = new LowBalanceAlarm(new BigDecimal("10"));
        try (Neighbourhood neighbourhood = new Neighbourhood(stateDir, alarm, LowBalanceAlarm.ALARMS)) {
            FactTape alice = new FactTape("alice");
            neighbourhood.fact(alice.deposited("20.00"));
            neighbourhood.fact(alice.withdrawn("11.00", "9.00"));
            neighbourhood.fact(alice.withdrawn("1.00", "8.00"));
            neighbourhood.fact(alice.deposited("2.00", "10.00"));
            neighbourhood.fact(alice.withdrawn("5.00", "5.00"));

            List<String> alarms = neighbourhood.written("alarms").stream()
                    .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                    .toList();
            assertThat(alarms)
                    .containsExactly(
                            "{\"walletId\":\"alice\",\"currency\":\"EUR\",\"available\":\"9.00\",\"sequence\":2}",
                            "{\"walletId\":\"alice\",\"currency\":\"EUR\",\"available\":\"5.00\",\"sequence\":5}");
        }
    }

    @Test
    void theDocumentShowsThisVeryFileAndItIsAsShortAsPromised() throws Exception {
        Path source = Path.of("src/test/java/dev/promissory/examples/LowBalanceAlarm.java");
        String code = Files.readString(source);
        String document = Files.readString(Path.of("../docs/neighbours.md"));

        assertThat(code.lines().count()).isLessThan(PROMISED_LINES);
        assertThat(document).contains("```java\n" + code + "```");
    }
}
