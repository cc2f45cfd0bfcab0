package dev.promissory.views.webhooks;

import static dev.promissory.views.webhooks.Examples.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.promissory.protocol.UnreadableException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTablesTest {

    private final WebhookTables tables = new WebhookTables();
    private final Webhook hook = Examples.webhook("hook");

    @Test
    void theLastRecordOfAWebhookCounts() {
        Webhook suspended = hook.suspended(new Suspension("asked for", Examples.NOW), Map.of(1, 9L));
        put(hook);
        put(suspended);

        assertThat(tables.webhook("hook")).contains(suspended);
        assertThat(suspended.positions()).isEqualTo(Map.of(0, 5L, 1, 9L));
        assertThat(tables.count(true)).isZero();
        assertThat(tables.count(false)).isEqualTo(1);
    }

    @Test
    void aTombstoneRemovesAndALateRecordDoesNotBringItBack() {
        put(hook);
        tables.registration(bytes("hook"), null);
        assertThat(tables.webhook("hook")).isEmpty();

        put(hook.suspended(new Suspension("late", Examples.NOW), Map.of()));
        assertThat(tables.webhook("hook")).isEmpty();

        Webhook again = new Webhook(
                "hook", "another", 0, hook.target(), hook.start(), Examples.NOW, Map.of(), hook.suspension());
        put(again);
        assertThat(tables.webhook("hook")).contains(again);
    }

    @Test
    void aTombstoneOfNothingIsNothing() {
        tables.registration(bytes("nobody"), null);
        tables.undelivered(bytes("nobody/1@2"), null);

        assertThat(tables.webhooks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "[]",
                "{}",
                "{\"v\":2}",
                "{\"v\":1,\"id\":\"hook\"}",
            })
    void garbageIsRefusedAndChangesNothing(String garbage) {
        put(hook);

        assertThatThrownBy(() -> tables.registration(bytes("hook"), bytes(garbage)))
                .isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> tables.undelivered(bytes("hook/0@1"), bytes(garbage)))
                .isInstanceOf(UnreadableException.class);

        assertThat(tables.webhook("hook")).contains(hook);
        assertThat(tables.undelivered(hook)).isZero();
    }

    @Test
    void aRecordUnderAnotherKeyIsRefused() {
        assertThatThrownBy(() -> tables.registration(bytes("other"), WebhookJson.write(hook)))
                .isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> tables.registration(null, WebhookJson.write(hook)))
                .isInstanceOf(UnreadableException.class);
        Undelivered given = Examples.undelivered(hook, 1, 2);
        assertThatThrownBy(() -> tables.undelivered(bytes("hook/1@3"), given.toJson()))
                .isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> tables.undelivered(bytes("other/1@2"), given.toJson()))
                .isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> tables.undelivered(bytes("hook/-1@2"), null)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void everyPartOfARegistrationTravels() {
        Webhook travelled = hook.suspended(new Suspension("asked for", Examples.NOW), Map.of(3, 4L))
                .setBackTo(Map.of(2, 1L));

        assertThat(WebhookJson.read(WebhookJson.write(travelled))).isEqualTo(travelled);
        assertThat(travelled.group()).isNotEqualTo(hook.group());
    }

    @Test
    void undeliveredOnesComeInTheOrderOfTheirPlacesUntilTheirTombstone() {
        put(hook);
        put(Examples.undelivered(hook, 1, 10));
        put(Examples.undelivered(hook, 1, 9));
        put(Examples.undelivered(hook, 0, 11));

        assertThat(tables.allUndelivered("hook").keySet().stream().map(FactPlace::toString))
                .containsExactly("0@11", "1@9", "1@10");
        tables.undelivered(bytes("hook/1@9"), null);
        assertThat(tables.undelivered(hook)).isEqualTo(2);
        assertThat(tables.undelivered(hook, new FactPlace(1, 9))).isEmpty();
        assertThat(tables.undelivered(hook, new FactPlace(1, 10))).contains(Examples.undelivered(hook, 1, 10));
    }

    @Test
    void whatAnEarlierWebhookOfTheSameIdLeftIsNotThisOnes() {
        put(Examples.undelivered(hook, 1, 10));
        Webhook again = new Webhook(
                "hook", "another", 0, hook.target(), hook.start(), Examples.NOW, Map.of(), hook.suspension());

        assertThat(tables.undelivered(again)).isZero();
        assertThat(tables.undelivered(again, new FactPlace(1, 10))).isEmpty();
    }

    @Test
    void whatLiesUndeliveredIsCountedOnceHoweverOftenItIsWritten() {
        put(hook);
        put(Examples.undelivered(hook, 1, 10));
        put(Examples.undelivered(hook, 1, 10));
        put(Examples.undelivered(hook, 0, 11));
        assertThat(tables.undelivered(hook)).isEqualTo(2);
        assertThat(tables.undelivered()).isEqualTo(2);

        Webhook again = new Webhook(
                "hook", "another", 0, hook.target(), hook.start(), Examples.NOW, Map.of(), hook.suspension());
        put(Examples.undelivered(again, 1, 10));
        assertThat(tables.undelivered(hook)).isEqualTo(1);
        assertThat(tables.undelivered(again)).isEqualTo(1);

        for (int time = 0; time < 2; time++) {
            tables.undelivered(bytes("hook/1@10"), null);
            tables.undelivered(bytes("hook/0@11"), null);
        }
        assertThat(tables.undelivered(hook)).isZero();
        assertThat(tables.undelivered(again)).isZero();
    }

    @Test
    void onlySoManyRemovalsAreRemembered() {
        Webhook first = Examples.webhook("hook-0");
        for (int number = 0; number <= WebhookTables.MAX_REMOVED; number++) {
            put(Examples.webhook("hook-" + number));
            tables.registration(bytes("hook-" + number), null);
        }
        Webhook last = Examples.webhook("hook-" + WebhookTables.MAX_REMOVED);

        put(last);
        put(first);
        assertThat(tables.webhook(last.id())).as("removed just now").isEmpty();
        assertThat(tables.webhook(first.id())).as("forgotten").isPresent();
    }

    @Test
    void noTextShowsTheSecret() {
        assertThat(hook.toString()).contains("hook").doesNotContain(Examples.SECRET);
        assertThat(new String(WebhookJson.write(hook), StandardCharsets.UTF_8)).contains(Examples.SECRET);
    }

    private void put(Webhook webhook) {
        tables.registration(bytes(webhook.id()), WebhookJson.write(webhook));
    }

    private void put(Undelivered given) {
        tables.undelivered(bytes(given.key()), given.toJson());
    }
}
