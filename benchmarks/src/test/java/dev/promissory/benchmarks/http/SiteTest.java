package dev.promissory.benchmarks.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.promissory.benchmarks.FakeSystem;
import dev.promissory.benchmarks.load.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.ContentType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SiteTest {

    private FakeSystem system;
    private Site site;

    @BeforeEach
    void start() throws IOException {
        system = FakeSystem.start();
        system.put("alice", "Alice", "");
        site = new Site(system.url(), 1);
    }

    @AfterEach
    void stop() {
        site.close();
        system.close();
    }

    @Test
    void anAnswerHasItsSequence() {
        Answer answer = deposit();

        assertThat(answer.isGood()).isTrue();
        assertThat(answer.sequence()).isEqualTo(2);
        assertThat(site.get("/wallets/alice").sequence()).isEqualTo(2);
    }

    @Test
    void whatIsNotASuccessIsAnEndingAndNoException() {
        system.answerNext(202);
        assertThat(deposit().ending()).isEqualTo(Ending.UNKNOWN);
        system.answerNext(503);
        assertThat(deposit().ending()).isEqualTo(Ending.NOT_ACCEPTED);
        system.answerNext(409);
        assertThat(deposit().ending()).isEqualTo(Ending.REJECTED);
        system.answerNext(500);
        assertThat(deposit().ending()).isEqualTo(Ending.SERVER_ERROR);
        system.answerNext(0);
        assertThat(deposit().ending()).isEqualTo(Ending.CONNECTION_BROKEN);
        system.close();
        assertThat(deposit().ending()).isIn(Ending.CONNECTION_REFUSED, Ending.CONNECTION_BROKEN);
        assertThat(deposit().ending()).isEqualTo(Ending.CONNECTION_REFUSED);
    }

    private Answer deposit() {
        byte[] body = "{\"amount\":\"1.00\",\"currency\":\"EUR\"}".getBytes(StandardCharsets.UTF_8);
        return site.post("/wallets/alice/deposits", body, ContentType.APPLICATION_JSON);
    }
}
