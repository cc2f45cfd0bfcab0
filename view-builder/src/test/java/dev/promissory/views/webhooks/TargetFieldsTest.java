package dev.promissory.views.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.WalletId;
import dev.promissory.protocol.Fields;
import dev.promissory.protocol.Json;
import dev.promissory.protocol.UnreadableException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetFieldsTest {

    private final ObjectNode body = Json.object();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hook",
                "/hook",
                "ftp://localhost/hook",
                "mailto:somebody@example.org",
                "http:///hook",
                "http://:80/hook",
                "http://under_score/hook",
                "http://user@localhost/hook",
                "http://user:password@localhost/hook",
                "http://user:pass@word@localhost/hook",
                "https://localhost./hook",
                "HTTPS://localhost.:443/hook",
                "http://localhost:0/hook",
                "http://localhost:65536/hook",
                "http://localhost/hook#part",
                "http://localhost/two words",
                "http://localhost/hook\n",
            })
    void aUrlNobodyCanPostToIsRefused(String url) {
        body.put("url", url);
        assertRefused("url", () -> TargetFields.url(fields()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/",
                "HTTPS://example.org",
                "https://example.org:8443/hook?a=b",
                "http://[::1]:8080/hook",
                "http://127.0.0.1:65535/",
                "http://localhost./",
            })
    void aUrlOfEitherSchemeIsTaken(String url) {
        body.put("url", url);
        assertThat(TargetFields.url(fields())).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aHostHasPartsOfAtMost63Characters(String scheme) {
        body.put("url", scheme + "://" + "a".repeat(63) + ".example/");
        assertThat(TargetFields.url(fields())).isNotNull();
        body.put("url", scheme + "://" + "a".repeat(64) + ".example/");
        assertRefused("url", () -> TargetFields.url(fields()));
    }

    @Test
    void aHostHasAtMost253Characters() {
        String start = "http://" + "a.".repeat(125);
        body.put("url", start + "abc/");
        assertThat(TargetFields.url(fields())).isNotNull();
        body.put("url", start + "abcd/");
        assertRefused("url", () -> TargetFields.url(fields()));
    }

    @Test
    void aUrlHasAtMost2048Characters() {
        String start = "http://localhost/";
        body.put("url", start + "x".repeat(2_048 - start.length()));
        assertThat(TargetFields.url(fields())).isNotNull();

        body.put("url", start + "x".repeat(2_049 - start.length()));
        assertRefused("url", () -> TargetFields.url(fields()));
    }

    @Test
    void aSecretHas16To256Characters() {
        for (int length : new int[] {16, 256}) {
            body.put("secret", "€".repeat(length));
            assertThat(TargetFields.secret(fields()).value()).hasSize(length);
        }
        for (int length : new int[] {0, 15, 257}) {
            body.put("secret", "s".repeat(length));
            assertRefused("secret", () -> TargetFields.secret(fields()));
        }
        body.remove("secret");
        assertRefused("secret", () -> TargetFields.secret(fields()));
    }

    @Test
    void anIdIsAnIdentifierOrMadeUp() {
        assertThat(TargetFields.id(fields())).isEmpty();
        body.put("id", "my-hook.1:a_b");
        assertThat(TargetFields.id(fields())).contains("my-hook.1:a_b");
        for (String bad : new String[] {"", "-hook", "a/b", "x".repeat(129)}) {
            body.put("id", bad);
            assertRefused("id", () -> TargetFields.id(fields()));
        }
    }

    @Test
    void aFilterNamesWalletsAndTypesThatCanBe() {
        body.putArray("wallets").add("alice").add("bob").add("alice");
        body.putArray("types").add("TransferReceived");
        assertThat(TargetFields.filter(fields()).wallets())
                .containsExactlyInAnyOrder(new WalletId("alice"), new WalletId("bob"));
        assertThat(TargetFields.filter(fields()).types()).containsExactly("TransferReceived");

        body.putArray("types").add("TransferRecieved");
        assertRefused("types", () -> TargetFields.filter(fields()));
        body.put("types", "TransferReceived");
        assertRefused("types", () -> TargetFields.filter(fields()));
        body.remove("types");
        body.putArray("wallets").add("not a wallet");
        assertRefused("wallets", () -> TargetFields.filter(fields()));
        body.putArray("wallets").add(7);
        assertRefused("wallets", () -> TargetFields.filter(fields()));
    }

    @Test
    void aFilterNamesAtMost100Wallets() {
        var wallets = body.putArray("wallets");
        IntStream.range(0, 100).forEach(number -> wallets.add("wallet-" + number));
        assertThat(TargetFields.filter(fields()).wallets()).hasSize(100);

        wallets.add("one-more");
        assertRefused("wallets", () -> TargetFields.filter(fields()));
    }

    private Fields fields() {
        return new Fields(body);
    }

    private static void assertRefused(String field, Runnable reading) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(
                        UnreadableException.class,
                        refused -> assertThat(refused.field()).contains(field));
    }
}
