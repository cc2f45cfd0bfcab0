package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private final FakeCommands commands = new FakeCommands();
    private final Queue<Runnable> begun = new ArrayDeque<>();
    private int underWay;
    private long nanos = Long.MAX_VALUE;
    private final Gathering gathering = new Gathering(commands, () -> underWay, () -> nanos, begun::add);

    @Test
    void sendsAtOnceWhileFewAreUnderWay() {
        for (underWay = 1; underWay < Gathering.MANY; underWay++) {
            gathering.handed();
            begun.remove().run();
        }

        assertThat(commands.flushes).hasValue(Gathering.MANY - 1);
    }

    @Test
    void letsCommandsGatherWhereManyAre() {
        for (underWay = Gathering.MANY; underWay < 100; underWay++) {
            gathering.handed();
        }

        assertThat(begun).isEmpty();
    }

    @Test
    void letsThemGatherAWhileLongerAfterThoseManyWereAnswered() {
        underWay = Gathering.MANY;
        gathering.handed();

        underWay = 1;
        nanos += Gathering.SOON.toNanos() - 1;
        gathering.handed();
        assertThat(begun).isEmpty();

        nanos++;
        gathering.handed();
        assertThat(begun).hasSize(1);
    }

    @Test
    void flushesOnceForAllThatComeMeanwhile() {
        underWay = 1;
        gathering.handed();
        gathering.handed();
        assertThat(begun).hasSize(1);

        begun.remove().run();
        gathering.handed();
        assertThat(begun).hasSize(1);
    }

    @Test
    void flushesAgainAfterAFlushThatFailed() {
        commands.onFlush(() -> {
            throw new IllegalStateException("closed");
        });
        gathering.handed();
        assertThatThrownBy(begun.remove()::run).hasMessage("closed");

        gathering.handed();

        assertThat(begun).hasSize(1);
    }
}
