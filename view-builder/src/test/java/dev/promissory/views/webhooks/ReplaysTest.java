package dev.promissory.views.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.kit.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ReplaysTest {

    private final Replays replays = new Replays();
    private final Webhook webhook = Examples.webhook("hook");

    @Test
    void aDeliveryIsReplayedByOneAtATime() {
        try (Replays.Turn first = replays.begin(webhook, new FactPlace(0, 1))) {
            assertThat(first).isNotNull();
            assertRefused(409, "replay-under-way", () -> replays.begin(webhook, new FactPlace(0, 1)));
        }
        replays.begin(webhook, new FactPlace(0, 1)).close();
    }

    @Test
    void thereAreAtMost8AndWhoeverComesLaterMayTryAgain() {
        List<Replays.Turn> turns = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            turns.add(replays.begin(webhook, new FactPlace(0, number)));
        }
        assertRefused(503, "too-many-replays", () -> replays.begin(webhook, new FactPlace(0, 8)));

        turns.getFirst().close();
        replays.begin(webhook, new FactPlace(0, 8)).close();
    }

    private static void assertRefused(int status, String code, ThrowingCallable beginning) {
        assertThatThrownBy(beginning).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(status);
            assertThat(refused.problem().code()).isEqualTo(code);
            assertThat(refused.problem().retryAfter().isPresent()).isEqualTo(status == 503);
        });
    }
}
