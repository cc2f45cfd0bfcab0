package dev.promissory.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CarriersTest {

    /** Ends when as many virtual threads as there are to be carriers have been at work at once; none of them rests. */
    static final class FourAtOnce {
        public static void main(String[] arguments) throws InterruptedException {
            Carriers.enough(2);
            CountDownLatch started = new CountDownLatch(4);
            for (int thread = 0; thread < 4; thread++) {
                Thread.startVirtualThread(() -> {
                    started.countDown();
                    while (started.getCount() > 0) {
                        Thread.onSpinWait();
                    }
                });
            }
            started.await();
        }
    }

    /** Says what was set by the time that a command has run. */
    static final class AfterACommand {
        public static void main(String[] arguments) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> System.out.println(Carriers.SETTING + "=" + System.getProperty(Carriers.SETTING))));
            Main.main(new String[] {"--version"});
        }
    }

    private final Optional<String> before = Optional.ofNullable(System.getProperty(Carriers.SETTING));

    @BeforeEach
    void clear() {
        System.clearProperty(Carriers.SETTING);
    }

    @AfterEach
    void restore() {
        before.ifPresentOrElse(
                value -> System.setProperty(Carriers.SETTING, value), () -> System.clearProperty(Carriers.SETTING));
    }

    @Test
    void fewProcessorsHaveMoreCarriersThanTheyAre() {
        Carriers.enough(2);

        assertThat(System.getProperty(Carriers.SETTING)).isEqualTo("4");
    }

    @Test
    void manyHaveOneEach() {
        Carriers.enough(32);

        assertThat(System.getProperty(Carriers.SETTING)).isEqualTo("32");
    }

    @Test
    void whatTheJvmWasToldStays() {
        System.setProperty(Carriers.SETTING, "3");

        Carriers.enough(2);

        assertThat(System.getProperty(Carriers.SETTING)).isEqualTo("3");
    }

    @Test
    void theJvmHeedsIt() throws IOException, InterruptedException {
        Process process = onTwoProcessors(FourAtOnce.class);
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void everyCommandHasEnough() throws IOException {
        Process process = onTwoProcessors(AfterACommand.class);
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.lines()).contains(Carriers.SETTING + "=4");
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process onTwoProcessors(Class<?> main) throws IOException {
        return ChildJvm.of(main, List.of("-XX:ActiveProcessorCount=2"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
