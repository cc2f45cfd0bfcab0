package dev.promissory.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.promissory.domain.Fact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions of facts there might be: today's form is taken for the third, so that there are two older ones. */
class VersionsTest {

    private static final Path APPROVED = Path.of("src/test/resources/approved/fact.MoneyDeposited.json");

    /** Of the first, an amount was called a sum; of the second, what is held was not told. */
    private static final Versions THREE = new Versions(
            List.of(first -> first.set("amount", first.remove("sum")), second -> second.put("held", "0.00")));

    @Test
    void anOlderFactIsLiftedStepByStep() {
        Fact today = FactJson.read(bytes(today()));

        assertThat(read(first(), THREE)).isEqualTo(today);
        assertThat(read(second(), THREE)).isEqualTo(today);
        assertThat(read(today().replace("\"v\":1", "\"v\":3"), THREE)).isEqualTo(today);
    }

    @Test
    void whatIsTypedWithoutAVersionIsTheFirst() {
        assertThat(read(first().replace("\"v\":1,", ""), THREE)).isEqualTo(FactJson.read(bytes(today())));
        assertThat(read(first().replace("\"v\":1", "\"v\":null"), THREE)).isEqualTo(FactJson.read(bytes(today())));
    }

    @Test
    void aLiftedFactSaysWhichVersionItHasNow() {
        ObjectNode object = Json.readObject(bytes(first()));
        THREE.lift(object);

        assertThat(object.get("v").intValue()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "99", "99999999999999999999"})
    void aNewerFactIsRefusedByItsVersion(String version) {
        String newer = today().replace("\"v\":1", "\"v\":" + version);

        assertThatThrownBy(() -> FactJson.read(bytes(newer)))
                .isInstanceOf(NewerVersionException.class)
                .hasMessage("v is " + version + ", and the newest version known here is 1");
        assertThatThrownBy(() -> FactJson.requireKnownVersion(bytes(newer))).isInstanceOf(NewerVersionException.class);
    }

    @Test
    void aFactOfATypeNotKnownHereIsNewerToo() {
        byte[] newer = bytes(today().replace("MoneyDeposited", "MoneyMultiplied"));

        assertThatThrownBy(() -> FactJson.read(newer))
                .isInstanceOf(NewerVersionException.class)
                .hasMessage("unknown fact type MoneyMultiplied");
        FactJson.requireKnownVersion(newer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "\"1\"", "true", "[]"})
    void whatIsNoVersionIsNoFactOfAnyVersion(String version) {
        byte[] garbage = bytes(today().replace("\"v\":1", "\"v\":" + version));

        assertThatThrownBy(() -> FactJson.read(garbage)).isExactlyInstanceOf(UnreadableException.class);
    }

    @Test
    void whoeverMustUpdateIsToldWhatAndWhere() {
        NewerVersionException newer = new NewerVersionException("v is 2, and the newest version known here is 1", "v");

        assertThat(newer.stopping("the fact of alice at wallet.facts-2@14"))
                .hasMessage("the fact of alice at wallet.facts-2@14 is newer than this service:"
                        + " v is 2, and the newest version known here is 1; update this service first");
    }

    private static String first() {
        return today().replace("\"amount\"", "\"sum\"").replaceFirst(",\"held\":\"[^\"]*\"", "");
    }

    private static String second() {
        return today().replace("\"v\":1", "\"v\":2").replaceFirst(",\"held\":\"[^\"]*\"", "");
    }

    private static Fact read(String json, Versions versions) {
        return FactJson.read(bytes(json), versions);
    }

    private static String today() {
        try {
            return Files.readString(APPROVED);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
