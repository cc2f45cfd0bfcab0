package dev.promissory.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AnswerSpoolTest {

    @Test
    void keepsTheOrderInMemoryAndInTheFile() throws Exception {
        try (AnswerSpool spool = new AnswerSpool(10, 1_000_000)) {
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < 5_000; i++) {
                spool.append(bytes("line " + i + "\n"));
                expected.append("line ").append(i).append('\n');
            }
            spool.finish();

            ByteArrayOutputStream out = new ByteArrayOutputStream();
            spool.copyTo(out);

            assertThat(out).hasToString(expected.toString());
        }
    }

    @Test
    void keepsTheOrderWhileBothWork() throws Exception {
        try (AnswerSpool spool = new AnswerSpool(64, 500)) {
            CompletableFuture<String> copy = copy(spool);
            StringBuilder expected = new StringBuilder();
            for (int i = 0; i < 20_000; i++) {
                spool.append(bytes(i + "\n"));
                expected.append(i).append('\n');
            }
            spool.finish();

            assertThat(copy.get()).isEqualTo(expected.toString());
        }
    }

    @Test
    void flushesWhenItHasToWait() throws Exception {
        AtomicInteger flushes = new AtomicInteger();
        try (AnswerSpool spool = new AnswerSpool()) {
            OutputStream out = new ByteArrayOutputStream() {
                @Override
                public void flush() {
                    flushes.incrementAndGet();
                }
            };
            spool.append(bytes("a"));
            Thread copying = Thread.ofVirtual().start(() -> copy(spool, out));

            await().until(() -> flushes.get() > 0);

            assertThat(out).hasToString("a");
            spool.finish();
            copying.join();
        }
    }

    @Test
    void makesTheWriterWaitOnceTheFileIsFull() throws Exception {
        try (AnswerSpool spool = new AnswerSpool(1, 4)) {
            spool.append(bytes("1234"));
            CountDownLatch appended = new CountDownLatch(1);
            Thread appending = Thread.ofVirtual().start(() -> {
                append(spool, "5");
                appended.countDown();
            });
            await().until(() -> appending.getState() == Thread.State.WAITING);
            assertThat(appended.getCount()).isEqualTo(1);

            CompletableFuture<String> copy = copy(spool);
            appended.await();
            spool.finish();

            assertThat(copy.get()).isEqualTo("12345");
        }
    }

    @Test
    void letsTheWriterGoWhenNobodyReads() throws Exception {
        try (AnswerSpool spool = new AnswerSpool(1, 4)) {
            spool.append(bytes("1234"));
            Thread appending = Thread.ofVirtual().start(() -> append(spool, "5"));
            await().until(() -> appending.getState() == Thread.State.WAITING);

            spool.abandon();
            appending.join();

            assertThat(spool.abandoned()).isTrue();
        }
    }

    @Test
    void passesAFailedWriteOn() throws Exception {
        try (AnswerSpool spool = new AnswerSpool()) {
            spool.append(bytes("a"));
            spool.finish();

            assertThatThrownBy(() -> spool.copyTo(new OutputStream() {
                        @Override
                        public void write(int b) throws IOException {
                            throw new IOException("the client is gone");
                        }
                    }))
                    .hasMessage("the client is gone");
        }
    }

    @Test
    void reportsAFileThatCannotBeWrittenToTheOneWhoCopies() throws Exception {
        AnswerSpool spool = new AnswerSpool(0, 1_000);
        spool.append(bytes("a"));
        spool.close();

        spool.append(bytes("b"));

        assertThat(spool.abandoned()).isTrue();
        assertThatThrownBy(() -> spool.copyTo(new ByteArrayOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessage("answers cannot be kept");
    }

    private static CompletableFuture<String> copy(AnswerSpool spool) {
        CompletableFuture<String> copied = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            copy(spool, out);
            copied.complete(out.toString(StandardCharsets.UTF_8));
        });
        return copied;
    }

    private static void copy(AnswerSpool spool, OutputStream out) {
        try {
            spool.copyTo(out);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void append(AnswerSpool spool, String text) {
        try {
            spool.append(bytes(text));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
