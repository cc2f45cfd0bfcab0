package dev.promissory.views.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class StreamClientTest {

    private final AtomicInteger cuts = new AtomicInteger();

    @Test
    void aWriteThatIsOverTimeIsCutOff() {
        StreamClient[] client = new StreamClient[1];
        OutputStream stuck = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                while (cuts.get() == 0) {
                    client[0].cutWhenLate();
                }
                throw new IOException("cut off");
            }
        };
        client[0] = new StreamClient(stuck, cuts::incrementAndGet, Duration.ofMillis(1));

        assertThatIOException().isThrownBy(() -> client[0].write(new byte[1]));

        assertThat(client[0].isSlow()).isTrue();
    }

    @Test
    void aClientThatIsNotWrittenToIsNeverLate() throws IOException {
        StreamClient client =
                new StreamClient(OutputStream.nullOutputStream(), cuts::incrementAndGet, Duration.ofNanos(1));
        client.cutWhenLate();
        client.write(new byte[1]);
        client.cutWhenLate();

        assertThat(cuts).hasValue(0);
        assertThat(client.isSlow()).isFalse();
    }

    @Test
    void aWriteThatIsInTimeIsLeftAlone() throws IOException {
        StreamClient[] client = new StreamClient[1];
        client[0] = new StreamClient(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        client[0].cutWhenLate();
                    }
                },
                cuts::incrementAndGet,
                Duration.ofDays(1));

        client[0].write(new byte[3]);

        assertThat(cuts).hasValue(0);
    }
}
