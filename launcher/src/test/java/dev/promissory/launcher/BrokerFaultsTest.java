package dev.promissory.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BrokerFaultsTest {
    private final BrokerFaults faults = new BrokerFaults();
    private final AtomicInteger actions = new AtomicInteger();

    @Test
    void aFatalFaultIsToldWithItsPartAndCause() {
        faults.build("raft manager", true, actions::incrementAndGet)
                .handleFault("it broke", new IOException("no disk"));

        assertThat(faults.fatal())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .withMessageContaining("raft manager: it broke")
                .havingCause()
                .withMessage("no disk");
        assertThat(actions).hasValue(1);
    }

    @Test
    void aFaultThatTheBrokerSurvivesIsOnlyLogged() {
        faults.build("metadata publishing", false, actions::incrementAndGet).handleFault("it stumbled", null);

        assertThat(faults.fatal()).isNotDone();
        assertThat(actions).hasValue(1);
    }
}
